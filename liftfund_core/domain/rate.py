"""A rate that holds both of its sides, so that no percentage is ever shown without its denominator."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    """`part` of `whole` in the same unit (fen, households or dm2); both are non-negative integers."""

    part: int
    whole: int

    @property
    def bp(self) -> int:
        """Basis points, cut and never rounded up; 0 where there is nothing to divide by (rules.md 2.5)."""
        return 10_000 * self.part // self.whole if self.whole else 0

    @property
    def percent(self) -> str:
        """One decimal, cut: 49.96 % is "49.9%"; a whole hundred drops the decimal (screens.md 7)."""
        return percent_cut(self.bp)

    def reaches(self, threshold_bp: int) -> bool:
        """At or above the line ("达到"), exactly, in integers; nothing due never reaches (rules.md 5)."""
        return self.whole > 0 and 10_000 * self.part >= threshold_bp * self.whole


def percent_cut(bp: int) -> str:
    """Basis points as a percentage with one decimal, cut: 8833 -> "88.3%", 10000 -> "100%"."""
    return "100%" if bp == 10_000 else f"{bp // 100}.{bp % 100 // 10}%"
