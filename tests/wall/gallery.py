"""What hangs in the gallery: every state of the wall that is looked at and measured, by name."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from liftfund_core.domain.privacy import BoundedRate
from liftfund_core.ui.wall.data import WallData
from tests.wall import samples as made

LONG = "关于电梯大修后续质量保证、日常维护保养与住户自筹余款使用管理办法的意见征询（第二次征求意见稿）"

PICTURES: dict[str, Callable[[], WallData]] = {
    "midway": lambda: made.wall(made.midway()),
    "final": lambda: made.wall(made.final()),
    "masked": lambda: made.wall(made.masked()),
    "empty": lambda: made.wall(made.midway(empty=True)),
    "fired": lambda: made.wall(made.just_fired(made.midway(), "3")),
    "fired2": lambda: made.wall(made.just_fired(made.midway(), "3", "4", "5")),
    "household": lambda: made.wall(made.midway(estate=made.estate("枫林", "household", 6650))),
    "name12": lambda: made.wall(made.midway(estate=made.estate("阳光海岸国际花园二期东区"))),
    **{
        f"size{n}x{m}": lambda n=n, m=m: made.wall(made.estate_of(n, m))
        for n, m in ((1, 1), (1, 6), (2, 2), (3, 3), (4, 2), (8, 4), (10, 3), (12, 6), (12, 1))
    },
    "vote": lambda: made.wall(made.midway(), [made.poll()]),
    "vote_closed": lambda: made.wall(made.final(), [made.poll(counts=(163, 4, 3), state="closed", second=(163, 4, 3))]),
    "vote_wait": lambda: made.wall(made.midway(), [made.poll(2, (0, 0, 0), "waiting")]),
    "vote_phones": lambda: made.wall(made.midway(), [made.poll(3, (128, 12, 9), phones=True)]),
    "vote_doubt": lambda: made.wall(made.midway(), [made.poll(counts=(180, 12, 9), second=(179, 12, 9))]),
    "vote_big": lambda: made.wall(made.midway(), [made.poll(counts=(1163, 104, 83), present=None)]),
    "vote_long": lambda: made.wall(made.midway(), [made.poll(title=LONG, phones=True)]),
    "vote_counting_down": lambda: made.wall(made.midway(), [made.poll()], **made.counting_down("m1", 42)),
    "vote_time_is_up": lambda: made.wall(made.midway(), [made.poll(title=LONG)], **made.counting_down("m1", -3)),
    "frozen": lambda: made.wall(made.midway(), frozen_entry=1213, frozen_at=made.NOW),
    "dark": lambda: made.wall(made.midway(), blank=True, message="请看讲台"),
    "back": lambda: replace(made.wall(made.midway()), news=made.just_back("3-2", "4-1")),
    "back3": lambda: replace(made.wall(made.midway()), news=made.just_back("3-2", "4-1", "4-2")),
    "thousand": lambda: replace(made.wall(made.final()), news=made.just_paid(900)),
    "vote_none": lambda: made.wall(made.midway()),
    "messages": lambda: made.with_messages(made.WRITTEN[:6], 42),
    "messages_one": lambda: made.with_messages(made.WRITTEN[6:]),
    "messages_two": lambda: made.with_messages(made.WRITTEN[:2]),
    "messages_three": lambda: made.with_messages(made.WRITTEN[:3]),
    "messages_four": lambda: made.with_messages(made.WRITTEN[3:], 1042),
    "messages_long": lambda: made.with_messages(made.LONG_WORDS, 18),
    "messages_none": lambda: made.with_messages((), 3),
    "replay": cache(lambda: made.replayed(made.midway())),
    "replay12x6": cache(lambda: made.replayed(made.estate_of(12, 6))),
    "replay1x1": cache(lambda: made.replayed(made.estate_of(1, 1), days=5)),
    "money": lambda: made.funded(),
    "money_fine": lambda: made.funded(made.FINE_USES),
    "money_hidden": lambda: made.funded(collected_fen=None),
    "agenda": lambda: made.on_stage(4),
    "agenda_before": lambda: made.on_stage(None, began=False),
    "agenda_after": lambda: made.on_stage(None),
    "agenda_long": lambda: made.on_stage(1, [replace(made.RUN[0], title=LONG), *made.RUN[1:3]]),
    "agenda_none": lambda: made.on_stage(None, ()),
    "cards": lambda: made.on_stage(2, cards=36),
    "cards_many": lambda: made.on_stage(None, cards=1080),
    "finale": lambda: made.on_stage(10),
    "finale_counting": lambda: made.wall(
        made.midway(), [made.poll(1, (163, 4, 3), "closed"), made.poll(2), made.poll(3, (0, 0, 0), "waiting")]
    ),
    "finale_none": lambda: made.wall(made.final()),
    "join": lambda: made.joining(),
    "join_phones": lambda: made.joining([made.poll(phones=True)]),
    "join_placards": lambda: made.joining([made.poll()]),
    "join_nowhere": lambda: made.wall(made.final()),
}


def hang(asked: Mapping[str, Any]) -> WallData:
    """The picture that is asked for: its name, the stage it is shown on, and figures that have moved.

    Args:
        asked: `picture`, and any of `scene, lang, theme, building`, `head`, `rate` (basis points of the estate and
            of the first building), `paid` and `for_`.
    """
    data = PICTURES[asked.get("picture", "midway")]()
    stage = {part: asked[part] for part in ("scene", "lang", "theme", "building") if part in asked}
    board = replace(data.board, head=asked.get("head", data.board.head))
    if "rate" in asked:
        first = replace(board.buildings[0], on_basis=BoundedRate(asked["rate"]))
        board = replace(
            board,
            household=BoundedRate(asked["rate"]),
            paid_text=asked["paid"],
            buildings=(first, *board.buildings[1:]),
        )
    polls = (made.poll(counts=(asked["for_"], 2, 1)),) if "for_" in asked else data.polls
    return replace(data, board=board, polls=polls, stage=replace(data.stage, **stage))
