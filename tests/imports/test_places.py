"""A door put together from three columns."""

import pytest

from liftfund_core.errors import Refusal
from liftfund_core.imports.places import code_of, settle


@pytest.mark.parametrize(
    ("section", "room", "door"),
    [
        ("", "1203", ("", "1203")),
        ("2", "1203室", ("2", "1203")),
        ("", "2单元1203", ("2", "1203")),
        ("2", "2-1203", ("2", "1203")),
        ("", "2-1203", ("2", "1203")),
        ("2", "1-2-1203", ("2", "1203")),
        ("", "1号楼2单元1203", ("2", "1203")),
        ("", "1号楼1203", ("", "1203")),
        ("2", "1-1203", ("2", "1203")),
        ("1", "1-1203", ("1", "1203")),
    ],
)
def test_the_room_may_repeat_what_the_other_columns_say(section: str, room: str, door: tuple[str, str]) -> None:
    assert settle("1", section, room) == door


@pytest.mark.parametrize(
    ("section", "room", "sentence"),
    [
        ("2", "3号楼2单元1203", "“楼栋”列的 1 不同"),
        ("2", "1-3-1203", "“单元”列的 2 不同"),
        ("2", "3-1203", "“单元”列的 2 不同"),
        ("", "1-1203", "是楼栋还是单元"),
        ("2", "12.03", "看不懂房号"),
    ],
)
def test_contradictions_and_riddles_are_refused(section: str, room: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        settle("1", section, room)


def test_a_code_has_a_section_only_where_the_building_has() -> None:
    assert code_of("1", "2", "1203") == "1-2-1203"
    assert code_of("A", "", "301") == "A-301"
