"""At the door: members of staff, their roles and their PINs."""

import hashlib
import hmac
import os
import secrets

from liftfund_core.commands.checks import clean
from liftfund_core.commands.roles import Actor, check_may, role_named
from liftfund_core.errors import Conflict, NotAllowed
from liftfund_core.store import plain
from liftfund_core.store.deeds import Deed, Fact, Outcome
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.store.standing import Standing
from liftfund_core.words import N_

_SCRYPT = {"n": 2**14, "r": 8, "p": 1}


def add_staff(
    journal: Journal, actor: Actor, *, name: str, role: str, pin: str | None = None, renew: bool = False
) -> str:
    """Add a member of staff, or give one a new PIN and role.

    Args:
        pin: only for a made-up demo; otherwise six random digits.
        renew: the name exists and gets a new PIN (a lost one cannot be read back).

    Returns:
        The PIN, which is shown this once and kept only as a scrypt hash.

    Raises:
        NotAllowed, Refusal, Conflict: nothing is written.
    """
    check_may(actor, "staff")
    pin = pin or f"{secrets.randbelow(1_000_000):06d}"
    pin_hash = hash_pin(pin)

    def decide(standing: Standing) -> Outcome:
        known = clean(name, N_("姓名"), longest=20)
        if known in standing.staff and not renew:
            raise Conflict(N_("已有“{name}”；换 PIN 或换角色请加 --renew。"), name=known)
        earlier = first_row(
            standing.file, "select entry_id from live_staff_added(?) where name = ?", [standing.head, known]
        )
        fact = Fact("staff_added", {"name": known, "role": role_named(role)}, corrects=earlier[0] if earlier else None)
        return Outcome([fact], plain=[plain.save_pin(known, pin_hash)])

    journal.record(Deed(actor.name, decide, alone=True))
    return pin


def check_pin(journal: Journal, name: str, pin: str) -> Actor:
    """Who signs in with this name and PIN.

    Raises:
        NotAllowed: unknown name or wrong PIN; the sentence does not say which.
    """
    with journal.reading() as file:
        row = first_row(
            file,
            "select role, pin_hash from live_staff_added(?) join staff_pin using (name) where name = ?",
            [journal.head, name.strip()],
        )
    # An unknown name costs as long as a wrong PIN, so that names cannot be guessed by the clock.
    role, pin_hash = row or (None, hash_pin("nobody"))
    if not _matches(pin.strip(), pin_hash) or role is None:
        raise NotAllowed(N_("姓名或 PIN 不对；请重新输入，忘记 PIN 请找管理员换发。"))
    return Actor(name.strip(), role_named(role))


def staff_actor(journal: Journal, name: str) -> Actor | None:
    """The member of staff of that name with the role of the moment; None when there is none."""
    with journal.reading() as file:
        row = first_row(file, "select role from live_staff_added(?) where name = ?", [journal.head, name])
    return Actor(name, role_named(row[0])) if row else None


def hash_pin(pin: str) -> str:
    """Salt and scrypt digest of a PIN, in hex."""
    salt = os.urandom(16)
    return f"{salt.hex()}${_scrypt(pin, salt)}"


def _matches(pin: str, pin_hash: str) -> bool:
    salt, _, digest = pin_hash.partition("$")
    return hmac.compare_digest(_scrypt(pin, bytes.fromhex(salt)), digest)


def _scrypt(pin: str, salt: bytes) -> str:
    return hashlib.scrypt(pin.encode(), salt=salt, **_SCRYPT).hex()
