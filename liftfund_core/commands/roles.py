"""Who may do what: every deed names the roles that it belongs to, and every command asks again."""

from dataclasses import dataclass
from typing import Literal

from liftfund_core.domain.staff import ROLE_WORDS as ROLE_WORDS  # the roles are named here for all who ask
from liftfund_core.domain.staff import Role as Role
from liftfund_core.errors import LiftFundError, NotAllowed, Refusal
from liftfund_core.words import N_

DeedName = Literal[
    "payment", "settlement", "advance", "lift_step", "placards", "poll", "stage", "correct", "annul_trigger",
    "import", "staff", "read_households", "read_journal", "message", "codes",
    "contract", "request", "confirm", "resolve", "release", "supervise", "check_money",
    "bank", "read_bank", "prepare_statement", "publish_statement",
    "notice",
]  # fmt: skip  # one name a line would be a page of names

_MAY: dict[DeedName, tuple[Role, ...]] = {
    "payment": ("admin", "finance", "entry"),
    "settlement": ("admin", "finance"),
    "advance": ("admin", "finance"),
    "contract": ("admin", "finance", "secretary"),
    "request": ("admin", "finance", "secretary", "entry"),
    "confirm": ("admin", "reviewer"),
    "resolve": ("admin", "secretary"),
    "release": ("admin", "finance"),
    "supervise": ("supervisor",),
    "check_money": ("admin", "finance", "reviewer"),
    "lift_step": ("admin", "entry"),
    "placards": ("admin", "teller", "host"),
    "poll": ("admin", "host"),
    "stage": ("admin", "host"),
    "correct": ("admin", "finance"),
    "annul_trigger": ("admin",),
    "message": ("admin", "host", "secretary"),
    "codes": ("admin", "finance", "secretary"),
    "bank": ("admin", "finance"),
    "read_bank": ("admin", "finance", "reviewer", "supervisor"),
    "prepare_statement": ("admin", "finance"),
    "publish_statement": ("admin", "reviewer", "supervisor"),
    "notice": ("admin", "secretary"),
    "import": ("admin", "finance"),
    "staff": ("admin",),
    "read_households": ("admin", "finance", "entry"),
    "read_journal": ("admin", "finance", "entry", "teller", "host", "secretary", "reviewer", "supervisor"),
}


@dataclass(frozen=True)
class Actor:
    """A member of staff as signed in."""

    name: str
    role: Role

    def may(self, deed: DeedName) -> bool:
        """Whether the deed belongs to this role."""
        return self.role in _MAY[deed]


def check_may(actor: Actor, deed: DeedName) -> None:
    """Refuse a deed that is not this role's.

    Raises:
        NotAllowed: names the roles that may.
    """
    if not actor.may(deed):
        raise NotAllowed(
            N_("“{role}”不能办理这一项；请由{roles}登录后办理。"),
            role=LiftFundError(ROLE_WORDS[actor.role]),
            roles=_listed(_MAY[deed]),
        )


def role_named(text: str) -> Role:
    """The role of that code.

    Raises:
        Refusal: there is no such role; names those there are.
    """
    for role in ROLE_WORDS:
        if text == role:
            return role
    raise Refusal(N_("没有“{role}”这个角色；可用的是 {known}。"), role=text, known=" ".join(ROLE_WORDS))


def _listed(roles: tuple[Role, ...]) -> LiftFundError:
    """Roles joined in the reader's language."""
    listed = LiftFundError(ROLE_WORDS[roles[0]])
    for role in roles[1:]:
        listed = LiftFundError(N_("{some}或{one}"), some=listed, one=LiftFundError(ROLE_WORDS[role]))
    return listed
