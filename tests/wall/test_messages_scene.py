"""The scene of messages as a pure picture: approved words, in lines that people would break, turned by the clock."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liftfund_core.commands.stage import SCENE_WORDS
from liftfund_core.reports.messages import PublicMessage
from liftfund_core.ui.wall.clauses import LINES, WIDTH, set_lines, width
from liftfund_core.ui.wall.messages import CARDS, TURNS_EVERY_S, page_of
from liftfund_core.ui.wall.scene import SCENES
from tests.wall import samples as made
from tests.wall.test_wall_scenes import picture, words

NASTY = '<script>alert("1")</script>&'


def board(count: int) -> list[PublicMessage]:
    return [PublicMessage("blessing", "1", "resident", f"第{n}句") for n in range(count)]


def test_the_host_can_put_it_up() -> None:
    assert "messages" in SCENES.keys() & SCENE_WORDS.keys()


def test_a_card_tells_kind_words_and_author_by_building() -> None:
    said = words(picture(made.with_messages(made.WRITTEN[:6], 42), scene="messages"))
    for part in ("已收到 42 条", "祝福电梯又快又稳，老人下楼不用发愁了。2号楼 居民", "5号楼 业主", "4号楼 商户"):
        assert part in said
    assert "留言经审核后展示 · 不显示姓名" in said
    english = words(picture(made.with_messages(made.WRITTEN[:1]), scene="messages", lang="en"))
    assert "Message board" in english and "电梯又快又稳" in english


def test_a_blessing_and_a_suggestion_differ_in_shape_and_word() -> None:
    values = picture(made.with_messages(made.WRITTEN[:2]), scene="messages").values
    assert (values["m0_mark"], values["m0_kind"], values["m0_word"]) == ("lf-blessing", "blessing", "祝福")
    assert (values["m1_mark"], values["m1_kind"], values["m1_word"]) == ("lf-suggestion", "suggestion", "建议")


def test_without_approved_messages_it_invites_the_first() -> None:
    frame = picture(made.with_messages((), 3), scene="messages")
    assert frame.values["no_message"] and not any(frame.values[f"m{n}"] for n in range(CARDS))
    assert "第一条留言，等您来写" in words(frame) and "已收到 3 条" in words(frame)


def test_what_people_wrote_is_text() -> None:
    nasty = PublicMessage("blessing", NASTY, "resident", NASTY)
    frame = picture(made.with_messages([nasty]), scene="messages")
    assert "script" not in frame.html
    assert "<script" in frame.values["m0_0"]


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (6, 1), (7, 2), (12, 2), (13, 3)])
def test_every_message_has_its_turn_and_every_page_is_full(count: int, pages: int) -> None:
    data = made.with_messages(board(count))
    seen = [page_of(replace(data, now=made.NOW + timedelta(seconds=TURNS_EVERY_S * n))) for n in range(pages)]
    assert {line for page in seen for line in page} == set(data.messages.shown)
    assert {len(page) for page in seen} == {min(count, CARDS)}
    assert page_of(replace(data, now=made.NOW + timedelta(seconds=TURNS_EVERY_S * pages))) == seen[0]


def test_a_page_stays_for_its_time_and_turns_without_a_redraw() -> None:
    data = made.with_messages(board(12))
    start = made.NOW.replace(second=0)
    later = [picture(replace(data, now=start + timedelta(seconds=n)), scene="messages") for n in (0, 19, 20)]
    assert later[0].values["m0_0"] == later[1].values["m0_0"] != later[2].values["m0_0"]
    assert len({frame.frame_id for frame in later}) == 1
    assert "data-cut" in later[0].html


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("电梯又快又稳，老人下楼不用发愁了。", ("电梯又快又稳，", "老人下楼不用", "发愁了。")),
        ("希望每月公示一次维保记录。", ("希望每月公示", "一次维保记录。")),
        ("这个问题，你说呢？", ("这个问题，你说呢？",)),
        ("一二三\n四五六", ("一二三", "四五六")),
        ("Thank you all, the lifts are quiet.", ("Thank you all,", "the lifts are quiet.")),
        ("新电梯真好，谢谢大家，" * 5, ("新电梯真好，", "谢谢大家，", "新电梯真好…")),
        ("长" * 60, ("长" * 9, "长" * 9, "长" * 8 + "…")),
    ],
)
def test_lines_break_between_clauses_and_are_cut_at_one(text: str, lines: tuple[str, ...]) -> None:
    assert set_lines(text) == lines


def test_twenty_six_hanzi_and_fifty_letters_are_shown_in_full() -> None:
    assert "".join(set_lines("字" * 25 + "。")) == "字" * 25 + "。"
    letters = "Thank you all, the lifts are quick and quiet, well done"
    assert " ".join(set_lines(letters)) == letters


@given(st.text(min_size=1, max_size=200))
def test_any_text_fits_a_card(text: str) -> None:
    lines = set_lines(text)
    assert len(lines) <= LINES
    assert all(width(line) <= WIDTH + 1.3 for line in lines)
    assert not any(re.match("[，。！？、]", line) for line in lines[1:]) or re.search("[，。！？、]{6}", text)


@given(st.text(alphabet="电梯好，。！ \nab", min_size=1, max_size=80))
def test_nothing_is_lost_but_what_is_cut(text: str) -> None:
    lines = "".join(set_lines(text))
    bare = re.sub(r"\s", "", text)
    shown = re.sub(r"\s", "", lines)
    assert shown == bare or bare.startswith(re.sub(r"(…|\.\.\.)$", "", shown))
