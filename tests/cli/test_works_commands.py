"""lift, poll, tally, void: the works and the square from the command line."""

import json

import pytest

from tests.cli.conftest import PAYMENTS, Shell

STEPS: list[tuple[str, dict[str, str]]] = [
    ("surveyed", {}),
    ("funded", {"funding": "advance"}),
    ("contracted", {"contract_no": "HT-1"}),
    ("notified", {"notice_no": "GZ-1", "date": "2023-06-01"}),
    ("inspection_applied", {"application_no": "SQ-1"}),
    ("out_of_service", {"notice": "停梯公告", "planned_end": "2099-07-01"}),
]


def test_a_lift_takes_its_steps_with_their_papers(shell: Shell) -> None:
    for step, data in STEPS:
        told = shell("lift", step, "1-1", "--data", json.dumps(data), "--actor", "小王")
        assert told.code == 0 and "已登记" in told.out, told.err
        assert ("垫资" in told.err) == (step == "funded"), "an advance that is not booked warns and goes on"
    lifts = shell("status", "--json").json["buildings"][0]["lifts"]
    assert lifts == {"total": 3, "in_service": 0, "under_way": 1, "waiting": 2}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["in_service", "1-1", "--data", '{"date":"2023-06-01"}'], "不能登记"),
        (["surveyed", "9-9"], "没有 9-9 这部电梯"),
        (["flown", "1-1"], "flown"),
    ],
)
def test_an_illegal_step_ends_with_one_and_its_reason(shell: Shell, words: list[str], said: str) -> None:
    told = shell.process("lift", *words)
    assert told.code == 1 and said in told.sentence and told.out == ""


def test_a_step_without_its_papers_and_unreadable_data_are_refused(shell: Shell) -> None:
    shell("lift", "surveyed", "1-1")
    missing = shell("lift", "funded", "1-1")
    assert missing.code == 1 and "funding" in missing.sentence
    english = shell("--lang", "en", "lift", "funded", "1-1")
    assert english.code == 1 and "funding" in english.sentence and "缺少" not in english.sentence
    trigger = shell("lift", "funded", "1-1", "--data", '{"funding":"trigger"}')
    assert trigger.code == 1 and "启动线" in trigger.sentence
    for data in ("{", "[1]", '"x"', '{"a":{"b":1}}'):
        assert shell("lift", "funded", "1-1", "--data", data).code == 2


def test_a_poll_is_opened_counted_checked_and_closed(shell: Shell) -> None:
    assert shell("poll", "open", "V1", "--title", "阶段成果", "--present", "40").code == 0
    count = ("poll", "count", "V1", "--team", "A", "--against", "1", "--abstain", "2")
    assert shell(*count, "--for", "20", "--actor", "甲").code == 0
    again = shell(*count, "--for", "21", "--actor", "甲")
    assert again.code == 1 and "原因" in again.sentence
    assert shell(*count, "--for", "21", "--actor", "甲", "--reason", "漏数").code == 0
    assert shell(*count, "--for", "21", "--actor", "甲", "--second").code == 1
    assert shell(*count, "--for", "19", "--actor", "乙", "--second").code == 0
    told = shell("tally", "V1", "--json").json
    assert told["placards"] == {"for": 21, "against": 1, "abstain": 2, "present": 40, "checked": False}
    assert shell(*count, "--for", "21", "--actor", "乙", "--second", "--reason", "一致").code == 0
    told = shell.process("tally", "V1", "--json")
    assert told.json["placards"]["checked"] is True and told.err == ""
    assert (told.json["motion"], told.json["kind"], told.json["state"]) == ("V1", "informal_poll", "open")
    assert told.json["phones"] == {"for": 0, "against": 0, "abstain": 0} and "passed" not in told.out
    assert shell("poll", "close", "V1").code == 0
    closed = shell(*count, "--for", "1", "--reason", "x")
    assert closed.code == 1 and "结束" in closed.sentence
    assert "非业主大会表决" in shell("tally", "V1").out
    early = shell("tally", "V1", "--as-of", "8", "--json").json
    assert (early["placards"]["for"], early["state"]) == (20, "open")
    assert shell("tally", "V9").code == 1


@pytest.mark.parametrize(
    "words",
    [
        ["poll", "open", "V1"],
        ["poll", "open", "V1", "--title", "t", "--present", "99999999999999999999"],
        ["poll", "open", "V1", "--title", "t", "--actor", " "],
        ["poll", "count", "V1", "--team", "A", "--for", "1", "--against", "0", "--abstain", "0"],
        ["staff", "add", " ", "--role", "entry"],
        ["void", "99999999999999999999", "--reason", "x"],
        ["tally", "V1", "--as-of", "99999999999999999999"],
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(shell: Shell, words: list[str]) -> None:
    told = shell(*words)
    assert told.code == 1 and told.sentence and told.out == ""


def test_an_entry_is_withdrawn_and_what_rests_on_it_is_named(shell: Shell) -> None:
    shell("import", "payments", shell.write("p.csv", PAYMENTS))
    shell("lift", "surveyed", "1-1")
    shell("lift", "cancelled", "1-1")
    told = shell.process("void", "10", "--reason", "登记错了", "--actor", "小王")
    assert told.code == 1 and "第 11 条" in told.sentence
    assert shell("void", "11", "--reason", "登记错了", "--actor", "小王").code == 0
    again = shell("void", "11", "--reason", "登记错了", "--actor", "小王")
    assert again.code == 1 and "第 12 条" in again.sentence
    trigger = shell("void", "8", "--reason", "登记错了")
    assert trigger.code == 1 and "仍然有效" in trigger.sentence
    assert shell("void", "7", "--reason", "登记错了").code == 0
    assert shell("status", "--json").json["buildings"][0]["triggered_at_entry"] == 8, "it stays fired"
    assert shell("void", "8", "--reason", "依据的缴费是误登").code == 0
    assert shell("status", "--json").json["buildings"][0]["triggered_at_entry"] is None
    assert shell("verify", "--json").json["ok"]
    assert shell("void", "7").code == 2, "a reason is due"
