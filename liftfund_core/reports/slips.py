"""The slips of paper that carry each household's codes: which codes belong to which unit, and never a name."""

from dataclasses import dataclass

from liftfund_core.domain.codes import normalise, spelled
from liftfund_core.errors import NotFound
from liftfund_core.reports.accounts import in_order
from liftfund_core.store.journal import Journal
from liftfund_core.store.rows import first_row
from liftfund_core.words import N_


@dataclass(frozen=True)
class Slip:
    """One household's slip: by `code` it answers polls, by `account_code` it reads its own account, and no more."""

    unit: str
    code: str
    account_code: str

    @property
    def spelled(self) -> str:
        """The code that answers, in the groups in which people read it: ABCD-2345."""
        return spelled(self.code)

    @property
    def account_spelled(self) -> str:
        """The code that reads, likewise."""
        return spelled(self.account_code)


_SLIPS = "select h.unit, h.code, a.code from household_code h join account_code a using (unit)"


def slips_of(journal: Journal, building: str) -> tuple[Slip, ...]:
    """The slips of a building in the order of its units.

    Raises:
        NotFound: there is no such building, or it has no units yet.
    """
    with journal.reading() as file:
        rows = file.execute(f"{_SLIPS} join unit u on u.code = h.unit where u.building = ?", [building]).fetchall()
    if not rows:
        raise NotFound(N_("{building} 号楼没有住户；请核对楼号，或先导入住户名册。"), building=building)
    return tuple(Slip(*row) for row in sorted(rows, key=lambda row: in_order(row[0])))


def every_slip(journal: Journal) -> tuple[Slip, ...]:
    """The slips of all units in their order."""
    with journal.reading() as file:
        rows = file.execute(_SLIPS).fetchall()
    return tuple(Slip(*row) for row in sorted(rows, key=lambda row: in_order(row[0])))


def is_known(journal: Journal, code: str) -> bool:
    """Whether a household has this code now, however it was typed."""
    wanted = normalise(code)
    if wanted is None:
        return False
    with journal.reading() as file:
        return first_row(file, "select 1 from household_code where code = ?", [wanted]) is not None
