"""Placard polls: how raised placards are added up by team, and when a second counter has confirmed them.

A poll shows the wish of those present; it is no owners' vote and nothing here says "passed" (rules.md 1.7).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liftfund_core.domain.rate import Rate
from liftfund_core.errors import Refusal
from liftfund_core.words import N_

DISCLAIMER = N_(
    "现场意向征询（举牌）｜仅反映在场参与者意向，不是业主大会表决，不产生法律效力。"
    "正式事项须依《民法典》第278条书面（或市级电子投票系统）表决。"
)
"""What a poll is not: always on the page and above the phone's buttons, cannot be switched off (rules.md 1.7)."""


@dataclass(frozen=True)
class PlacardCount:
    """One count as recorded: placards of one team's area by one person; `second` marks a check of it."""

    entry_id: int
    team: str
    for_: int
    against: int
    abstain: int
    actor: str
    second: bool = False

    @property
    def figures(self) -> tuple[int, int, int]:
        """For, against, abstain."""
        return self.for_, self.against, self.abstain


@dataclass(frozen=True)
class TeamCount:
    """Where one team stands: `figure` is in the sum, `beside` is the second counter's latest count."""

    team: str
    figure: PlacardCount
    beside: PlacardCount | None

    @property
    def checked(self) -> bool:
        """Two different people counted the same."""
        return self._independent and self.beside is not None and self.beside.figures == self.figure.figures

    @property
    def differs(self) -> bool:
        """A second person counted something else; the first stays in the sum until a recount agrees."""
        return self.beside is not None and self.beside.figures != self.figure.figures

    @property
    def _independent(self) -> bool:
        return self.beside is not None and self.beside.actor != self.figure.actor


@dataclass(frozen=True)
class PlacardTally:
    """The sum over the teams; `present` is the number of people present, entered by hand, None if unknown."""

    for_: int
    against: int
    abstain: int
    present: int | None
    teams: tuple[TeamCount, ...]

    @property
    def raised(self) -> int:
        """All placards raised."""
        return self.for_ + self.against + self.abstain

    @property
    def over_count(self) -> bool:
        """More placards than people: the count needs checking."""
        return self.present is not None and self.raised > self.present

    @property
    def checked(self) -> bool:
        """There is a team, and every team has two counts that agree."""
        return bool(self.teams) and all(team.checked for team in self.teams)

    @property
    def for_rate(self) -> Rate:
        """现场赞成率: placards for, of all placards raised."""
        return Rate(self.for_, self.raised)


def tally(counts: Iterable[PlacardCount], present: int | None = None) -> PlacardTally:
    """Add up live counts in entry order: the latest first count of each team is its figure.

    A second count whose first was withdrawn stands alone, unchecked, until somebody counts again.
    """
    first: dict[str, PlacardCount] = {}
    second: dict[str, PlacardCount] = {}
    for count in counts:
        (second if count.second else first)[count.team] = count
    teams = tuple(
        TeamCount(team, first.get(team) or second[team], second.get(team) if team in first else None)
        for team in sorted(first.keys() | second.keys(), key=lambda name: (len(name), name))
    )
    return PlacardTally(
        for_=sum(team.figure.for_ for team in teams),
        against=sum(team.figure.against for team in teams),
        abstain=sum(team.figure.abstain for team in teams),
        present=present,
        teams=teams,
    )


def check_figures(for_: int, against: int, abstain: int) -> None:
    """Placards are counted in whole numbers from zero.

    Raises:
        Refusal: one of the three is negative.
    """
    if min(for_, against, abstain) < 0:
        raise Refusal(
            N_("举牌数不能是负数（赞成 {for_}、反对 {against}、弃权 {abstain}）；请重新填写。"),
            for_=for_,
            against=against,
            abstain=abstain,
        )


def check_recount(earlier: Sequence[PlacardCount], team: str, actor: str, second: bool, reason: str | None) -> None:
    """Whether this count may follow the live counts of the poll, in entry order.

    Raises:
        Refusal: a count replaces an earlier one without a reason, a second count has no first,
            or one person checks their own count.
    """
    own = [count for count in earlier if count.team == team]
    firsts = [count for count in own if not count.second]
    if second:
        _check_second(firsts, team, actor)
    replaced = [c for c in own if c.second and c.actor == actor] if second else firsts
    if replaced and not (reason or "").strip():
        raise Refusal(N_("第 {team} 组已有计数；重新计数请写明原因，由另一人复核请选“复核”。"), team=team)


def _check_second(firsts: Sequence[PlacardCount], team: str, actor: str) -> None:
    if not firsts:
        raise Refusal(N_("第 {team} 组还没有第一次计数；请先登记第一次计数，再复核。"), team=team)
    if firsts[-1].actor == actor:
        raise Refusal(N_("第 {team} 组的计数不能由本人复核；请换另一人复核。"), team=team)
