"""Buildings, sections and rooms as staff write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.imports.spellings import Place, building_key, read_place, section_key, unit_key

FULL = (
    "{b}-{s}-{r}",
    "{b}号楼{s}单元{r}",
    "{b}号楼{s}单元{r}室",
    "{b}栋{s}门{r}室",
    "{b}幢{s}单元{r}号",
    "{b}座-{s}-{r}",
    "{b}#{s}-{r}",
    "{b}#楼{s}单元{r}房",
    "第{b}栋 第{s}单元 {r}户",
    "{b}－{s}－{r}",
    "{b}—{s}—{r}",
    "{b}/{s}/{r}",
    "{b} {s} {r}",
    "0{b}号楼-0{s}单元-{r}",
    "{b}号{s}门{r}",
    "{b}-{s}单元-{r}",
    "{b}号楼{s}单元12层{r}室",
)
NUMBERS = st.integers(1, 99)
ROOMS = st.from_regex(r"[0-9]{3,4}[A-D]?", fullmatch=True)


@given(NUMBERS, NUMBERS, ROOMS, st.sampled_from(FULL))
def test_every_spelling_of_a_door_is_that_door(building: int, section: int, room: str, spelling: str) -> None:
    spelt = spelling.format(b=building, s=section, r=room)
    assert read_place(spelt) == Place(room, building=str(building), section=str(section))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1203", Place("1203")),
        ("1203室", Place("1203")),
        ("1203号", Place("1203")),
        ("2单元1203", Place("1203", section="2")),
        ("2单元12楼1203", Place("1203", section="2")),
        ("3栋12层1203", Place("1203", building="3")),
        ("A座1203", Place("1203", building="A")),
        ("一号楼二单元1203", Place("1203", building="1", section="2")),
        ("十二号楼二十一门101", Place("101", building="12", section="21")),
        ("1号楼商铺3号", Place("商铺3", building="1")),
        ("1-1203", Place("1203", loose="1")),
        ("１－２－１２０３", Place("1203", building="1", section="2")),
    ],
)
def test_parts_that_are_not_said_stay_open(text: str, place: Place) -> None:
    assert read_place(text) == place


@pytest.mark.parametrize("text", ["", "-", "1-2-3-1203", "1号楼2单元3-1203", "1号楼", "2单元", "12.03"])
def test_what_is_no_door_is_not_read_as_one(text: str) -> None:
    assert read_place(text) is None


@pytest.mark.parametrize(
    "text", ["1号楼", "1栋", "1#", "1#楼", "第1幢", "1座", "01", "001号楼", "１号楼", "一号楼", "1"]
)
def test_one_building_has_one_key(text: str) -> None:
    assert building_key(text) == "1"


@pytest.mark.parametrize(
    ("text", "key"), [("A座", "A"), ("a", "A"), ("十栋", "10"), ("二十三号楼", "23"), ("南楼", "南楼"), ("0", "0")]
)
def test_buildings_may_have_any_name(text: str, key: str) -> None:
    assert building_key(text) == key


def test_a_section_says_gate_or_unit() -> None:
    assert {section_key(text) for text in ("2单元", "2门", "02", "二单元", " 2 ")} == {"2"}


def test_the_key_of_a_registered_unit_is_what_its_spellings_share() -> None:
    assert unit_key("01-2-12a") == unit_key("1号楼-02-12A") == "1-2-12A"
    assert unit_key("301") == "301"
