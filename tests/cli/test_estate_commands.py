"""init, status, staff, tally: what other programs and the acceptance rely on (contracts.md)."""

import re

import pytest

from tests.cli.conftest import PAYMENTS, PLAN, Shell
from tests.store.hands import held


def test_init_makes_a_file_from_a_plan_and_never_touches_an_existing_one(bare: Shell) -> None:
    plan = bare.write("plan.toml", PLAN)
    told = bare("init", "--config", plan)
    assert told.code == 0 and told.err == "" and str(bare.db) in told.out
    before = bare.db.read_bytes()
    again = bare.process("init", "--config", plan)
    assert again.code == 1 and "已存在" in again.sentence
    assert bare.db.read_bytes() == before
    status = bare("status", "--json").json
    assert [(b["code"], b["lifts"]["total"]) for b in status["buildings"]] == [("1", 3), ("2", 1)]
    assert status["estate"] == {"code": "sly", "name": "示例苑"} and status["head"] == 3


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("[levy", "TOML"),
        ("[levy]\nrate_fen_per_m2 = 0", "rate_fen_per_m2"),
        ("[levy]\ntrigger_basis = 'hope'", "trigger_basis"),
        ("[levy]\ntrigger_basis = 'budget'\n[[building]]\ncode = '1'\nlifts = 2", "budget_fen"),
    ],
)
def test_a_plan_that_cannot_be_leaves_no_file(bare: Shell, plan: str, said: str) -> None:
    told = bare.process("init", "--config", bare.write("plan.toml", plan))
    assert told.code == 1 and said in told.sentence and told.out == ""
    assert not bare.db.exists()


@pytest.mark.parametrize("basis", ["household", "budget"])
def test_another_basis_and_class_of_work_come_from_the_plan(bare: Shell, basis: str) -> None:
    rules = f"[levy]\nrate_fen_per_m2 = 100\ntrigger_basis = '{basis}'\ntrigger_bp = 6000\n"
    plan = rules + "[overhaul]\nwork_class='alteration'\n" + re.sub("(lifts = .)", r"\1\nbudget_fen = 7", PLAN)
    assert bare("init", "--config", bare.write("plan.toml", plan)).code == 0
    assert bare("status", "--json").json["rules"] == {
        "rate_fen_per_m2": 100,
        "trigger_basis": basis,
        "trigger_bp": 6000,
        "work_class": "alteration",
    }


def test_wrong_usage_ends_with_two(bare: Shell) -> None:
    for words in (["fly"], ["init", "--demo", "--config", "x"], ["status", "--as-of", "0"], ["void", "x"], []):
        assert bare(*words).code == 2, words
    assert bare("--help").code == 0


def test_a_missing_plan_and_a_missing_file_are_told_in_both_languages(bare: Shell) -> None:
    assert "没有找到" in bare("init", "--config", bare.folder / "none.toml").sentence
    zh, en = bare.process("status"), bare.process("--lang", "en", "status")
    assert (zh.code, en.code) == (1, 1)
    assert "没有找到数据文件" in zh.sentence
    assert en.sentence.isascii() and "init" in en.sentence
    assert bare.process("status", LIFTFUND_LANG="en").sentence == en.sentence


def test_status_tells_exactly_the_document_of_the_contract(shell: Shell) -> None:
    assert shell("import", "payments", shell.write("p.csv", PAYMENTS)).code == 0
    told = shell.process("status", "--json")
    assert told.code == 0 and told.err == "" and told.out.count("\n") == 1
    document = told.json
    assert {"head", "as_of", "simulated", "estate", "buildings", "totals", "fund"} <= set(document)
    one, two = document["buildings"]
    head = document["head"]
    assert (one["units"], one["paid_units"], one["due_fen"], one["collected_fen"]) == (2, 1, 233_090, 116_545)
    assert (one["rate_bp_amount"], one["rate_bp_household"], one["triggered_at_entry"]) == (5000, 5000, head - 1)
    assert (two["units"], two["part_paid_units"], two["due_fen"], two["rate_bp_amount"]) == (1, 1, 215_160, 464)
    assert document["fund"]["collected_fen"] == 126_545 and document["fund"]["bank_balance_fen"] is None
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", document["as_of"])
    before = shell("status", "--as-of", str(head - 3), "--json").json
    assert before["head"] == head - 3 and before["fund"]["collected_fen"] == 0
    beyond = shell("status", "--as-of", str(head + 1), "--json")
    assert beyond.code == 1 and f"{head + 1}" in beyond.sentence and beyond.out == ""


def test_status_for_a_person_names_every_rate_with_its_base(shell: Shell) -> None:
    told = shell("status")
    assert "示例苑：0 / 3 户已缴清" in told.out and "1号楼：0 / 2 户" in told.out


def test_staff_add_prints_a_pin_and_nothing_else(shell: Shell) -> None:
    told = shell.process("staff", "add", "小王", "--role", "teller")
    assert told.code == 0 and re.fullmatch(r"\d{6}\n", told.out) and told.err == ""
    again = shell("staff", "add", "小王", "--role", "host")
    assert again.code == 1 and "--renew" in again.sentence and again.out == ""
    assert re.fullmatch(r"\d{6}\n", shell("staff", "add", "小王", "--role", "host", "--renew").out)
    wrong = shell("staff", "add", "小李", "--role", "boss")
    assert wrong.code == 1 and "supervisor" in wrong.sentence


def test_a_file_in_use_is_told_with_the_process_that_holds_it(shell: Shell) -> None:
    with held(shell.db) as pid:
        for command in (["status", "--json"], ["verify"], ["backup", str(shell.folder / "b.duckdb")]):
            told = shell.process(*command)
            assert told.code == 1 and f"PID {pid}" in told.sentence


def test_a_damaged_file_is_told_in_a_sentence_by_every_command(shell: Shell) -> None:
    whole = shell.db.read_bytes()
    for content in (whole[: len(whole) // 2], b"damaged" * 2_000):
        shell.db.write_bytes(content)
        status, verify = shell("status", "--json"), shell("verify", "--json")
        assert (status.code, verify.code) == (1, 1)
        assert status.sentence.endswith("。") and verify.err.strip().endswith("。")
        assert verify.json["ok"] is False and verify.json["findings"]


def test_a_wrong_setting_is_told_and_is_no_traceback(shell: Shell) -> None:
    told = shell.process("status", LIFTFUND_PORT="eighty")
    assert told.code == 2 and "LIFTFUND_PORT" in told.err
