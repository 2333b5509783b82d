"""Fair shares: fingers are fast enough, a venue is one address, and only failures are slowed."""

import asyncio
import time

from liftfund_core.web.limits import CODE_ANSWERS, FREE_FAILURES, LONGEST_PAUSE_S, AddressLimit, CodeLimit
from tests.phones.conftest import Venue
from tests.phones.crowd import Said, ask_all


class Clock:
    """Seconds that pass when a test says so."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_code_answers_ten_times_in_ten_seconds() -> None:
    clock = Clock()
    limit = CodeLimit(clock)
    assert [limit.take("A") for _ in range(CODE_ANSWERS)] == [0] * CODE_ANSWERS
    assert limit.take("A") == 10 and limit.take("B") == 0
    clock.now += 9.5
    assert limit.take("A") == 1
    clock.now += 0.5
    assert limit.take("A") == 0


def test_the_eleventh_answer_is_told_when_to_come_back(venue: Venue) -> None:
    code = venue.codes["1-1-101"]
    heard = [venue.answer(code, "for", str(n)) for n in range(CODE_ANSWERS + 1)]
    assert [one.status for one in heard] == [201] * CODE_ANSWERS + [429]
    assert 1 <= int(heard[-1].headers["retry-after"]) <= 10


def test_failures_wait_longer_and_longer_and_are_forgotten() -> None:
    clock = Clock()
    limit = AddressLimit(clock)
    assert [limit.failed("a") for _ in range(FREE_FAILURES)] == [0.0] * FREE_FAILURES
    waits = [limit.failed("a") for _ in range(60)]
    assert 0 < waits[0] < waits[5] < waits[-1] == LONGEST_PAUSE_S and limit.failed("b") == 0
    clock.now += 60
    assert limit.failed("a") == 0


def test_a_guesser_at_the_venue_slows_nobody_but_himself(venue: Venue) -> None:
    wrong = [Said(f"ABCD{n:04}".replace("0", "Z").replace("1", "Y"), "V1", "for", "x") for n in range(400)]
    right = [Said(code, "V1", "for", f"{n}") for n in range(5) for code in venue.codes.values()]

    async def together() -> tuple[list[Said], list[Said], float]:
        guessing = asyncio.create_task(ask_all(venue.port, wrong, connections=300))
        await asyncio.sleep(0.3)
        begun = time.monotonic()
        answered = await ask_all(venue.port, right, connections=4)
        took = time.monotonic() - begun
        return await guessing, answered, took

    guessed, answered, took = asyncio.run(together())
    assert {one.status for one in answered} == {201} and len(answered) == len(right)
    assert {one.status for one in guessed} <= {403, 429} and 429 in {one.status for one in guessed}
    assert took < max(one.ended - one.begun for one in guessed) + 5
