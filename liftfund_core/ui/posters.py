"""The posters of the day's notices, drawn once for everyone who looks at them."""

import threading
from collections.abc import Callable, Sequence

from liftfund_core.exports.notice_files import Sheet, sheets
from liftfund_core.reports.notice import Notice
from liftfund_core.words import Language, Words

_MOST_KEPT = 48

_drawing = threading.Lock()
_shelf: dict[tuple[Notice, Language, str | None], Sheet] = {}


def finished(
    told: Sequence[Notice], _: Words, address: str | None, drawn: Callable[[int], object] = lambda _count: None
) -> list[Sheet]:
    """The notices with their posters, in their order.

    Args:
        address: in front of what phones open; None where it is not known.
        drawn: is told after each poster how many are there.

    Raises:
        StoreError: pictures cannot be made here.
    """
    with _drawing:
        missing = [notice for notice in told if (notice, _.lang, address) not in _shelf]
        done = len(told) - len(missing)
        new = sheets(missing, _, address) if missing else iter(())
        for notice, sheet in zip(missing, new, strict=True):
            _shelf[notice, _.lang, address] = sheet
            done += 1
            drawn(done)
        found = [_shelf[notice, _.lang, address] for notice in told]
        for key in list(_shelf)[: len(_shelf) - _MOST_KEPT]:
            del _shelf[key]
    return found
