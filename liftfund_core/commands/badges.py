"""The badge at the door: what a browser carries after sign-in, and whether anybody is on the staff yet."""

from itsdangerous import BadData, URLSafeTimedSerializer

from liftfund_core.commands.roles import Actor
from liftfund_core.commands.staff import staff_actor
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row

COOKIE = "liftfund_staff"
VALID_FOR_S = 12 * 60 * 60  # a long working day


def issue_badge(journal: Journal, name: str) -> str:
    """A signed badge that says who it belongs to and when it was issued; the role is not on it."""
    return _signer(journal).dumps(name)


def badge_holder(journal: Journal, badge: str | None) -> Actor | None:
    """The member of staff whom a badge names, with the role of the moment.

    Returns:
        None for no badge, a forged, altered or expired one, or a name that is no longer on the staff.
    """
    if not badge:
        return None
    try:
        name = _signer(journal).loads(badge, max_age=VALID_FOR_S)
    except BadData:
        return None
    return staff_actor(journal, name) if isinstance(name, str) else None


def has_staff(journal: Journal) -> bool:
    """Whether the estate has a member of staff; while it has none, the first administrator may be made."""
    with journal.reading() as file:
        return first_row(file, "select 1 from live_staff_added(?) limit 1", [journal.head]) is not None


def _signer(journal: Journal) -> URLSafeTimedSerializer:
    """The estate's own key signs its badges, so that a badge of another estate opens nothing here."""
    with journal.reading() as file:
        row = first_row(file, "select value from meta where name = 'session_key'")
    assert row is not None, "every estate file is made with a key"
    return URLSafeTimedSerializer(row[0], salt=COOKIE)
