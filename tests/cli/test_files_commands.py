"""import, verify, backup, restore: files in, copies out, and what is said about them."""

import shutil

import duckdb

from tests.cli.conftest import PAYMENTS, UNITS, Shell
from tests.store.hands import tamper


def test_units_come_in_once_and_a_second_time_nothing_happens(shell: Shell) -> None:
    again = shell("import", "units", shell.write("units.csv", UNITS), "--json")
    assert again.code == 0 and again.err == ""
    assert {key: again.json[key] for key in ("findings", "written", "head")} == {
        "findings": [],
        "written": 0,
        "head": 6,
    }
    grown = shell.write("more.csv", UNITS + "2,,302,45.00,,,,\n", "gb18030")
    assert shell("import", "units", grown, "--json", "--actor", "小王").json["written"] == 1
    assert shell("status", "--json").json["buildings"][1]["units"] == 2


def test_payments_come_in_and_a_dry_run_writes_nothing(shell: Shell) -> None:
    payments = shell.write("p.csv", PAYMENTS, "utf-8-sig")
    dry = shell("import", "payments", payments, "--dry-run", "--json")
    assert dry.code == 0 and (dry.json["written"], dry.json["head"]) == (0, 6)
    told = shell.process("import", "payments", payments, "--json")
    assert told.code == 0 and (told.json["written"], told.json["head"]) == (2, 9)
    again = shell("import", "payments", payments, "--json")
    assert again.code == 0 and (again.json["written"], again.json["head"]) == (0, 9)
    assert "跳过已有的 2 行" in shell("import", "payments", payments).out


def test_findings_are_all_told_at_once_and_nothing_is_written(shell: Shell) -> None:
    bad = """房号,金额,日期,收据号
1-2-1203,1165.45,2023-06-01,SJ-1
1-2-9999,5,2023-06-01,SJ-2
1-2-1204,-5,2023-06-01,SJ-3
1-2-1204,5,2099-06-01,SJ-4
1-2-1204,5,2023-06-01,SJ-1
"""
    told = shell.process("import", "payments", shell.write("bad.csv", bad), "--json")
    assert told.code == 2
    assert (told.json["written"], told.json["head"]) == (0, 6)
    findings = told.json["findings"]
    assert [(f["row"], f["column"]) for f in findings] == [(3, "房号"), (4, "金额"), (5, "日期"), (6, "收据号")]
    assert all(set(f) == {"row", "column", "value", "sentence"} and f["sentence"].endswith("。") for f in findings)
    spoken = shell("--lang", "en", "import", "payments", shell.folder / "bad.csv")
    assert spoken.code == 2 and spoken.out == "" and "9999" in spoken.err and "没有" not in spoken.err
    assert shell("status", "--json").json["head"] == 6


def test_a_receipt_with_other_content_is_a_finding(shell: Shell) -> None:
    shell("import", "payments", shell.write("p.csv", PAYMENTS))
    told = shell("import", "payments", shell.write("p.csv", PAYMENTS.replace("100.00", "101.00")), "--json")
    assert told.code == 2 and told.json["findings"][0]["row"] == 3 and told.json["written"] == 0


def test_expenses_come_in_once_and_never_below_zero(shell: Shell) -> None:
    shell("import", "payments", shell.write("p.csv", PAYMENTS))
    spent = """日期,收款方,金额,电梯,合同号,发票号,事由
2023-06-03,某公司,1000.00,1-1,HT-1,FP-1,首付
2023-06-04,某公司,265.45,1-2,HT-1,FP-2,尾款
"""
    expenses = shell.write("e.csv", spent, "gb18030")
    assert shell("import", "expenses", expenses, "--dry-run", "--json").json["written"] == 0
    told = shell.process("import", "expenses", expenses, "--json", "--actor", "财务")
    assert told.code == 0 and (told.json["written"], told.json["head"]) == (2, 11)
    again = shell("import", "expenses", expenses, "--json")
    assert again.code == 0 and (again.json["written"], again.json["skipped"], again.json["head"]) == (0, 2, 11)
    fund = shell("status", "--json").json["fund"]
    assert (fund["collected_fen"], fund["spent_fen"], fund["balance_fen"]) == (126_545, 126_545, 0)
    over = shell("import", "expenses", shell.write("e.csv", spent + "2023-06-05,某公司,0.01,,,,\n"), "--json")
    assert over.code == 2 and [(f["row"], f["column"]) for f in over.json["findings"]] == [(4, "金额")]
    assert shell("status", "--json").json["fund"]["balance_fen"] == 0


def test_a_file_that_is_no_list_is_one_finding(shell: Shell) -> None:
    for name, text in (("photo.csv", "\x00\x01\x02" * 400), ("empty.csv", ""), ("other.csv", "a,b\n1,2\n")):
        told = shell("import", "units", shell.write(name, text), "--json")
        assert told.code == 2 and len(told.json["findings"]) == 1 and told.json["written"] == 0
        assert told.sentence == told.json["findings"][0]["sentence"]
    missing = shell("import", "payments", shell.folder / "none.csv", "--json")
    assert missing.code == 2 and missing.json["findings"][0]["row"] == 0


def test_verify_is_quiet_about_a_whole_file_and_names_what_was_tampered_with(shell: Shell) -> None:
    shell("import", "payments", shell.write("p.csv", PAYMENTS))
    told = shell("verify", "--json")
    assert told.code == 0 and set(told.json) == {"ok", "entries", "head_hash"}
    assert (told.json["ok"], told.json["entries"], len(told.json["head_hash"])) == (True, 9, 64)
    with duckdb.connect(str(shell.db)) as file:
        ((entry,),) = file.execute("select min(entry_id) from payment").fetchall()
    tamper(shell.db, f"update payment set amount_fen = 1 where entry_id = {entry}")
    told = shell.process("verify", "--json")
    assert told.code == 1 and told.json["ok"] is False and told.json["first_bad_entry"] == entry
    assert f"第 {entry} 条" in shell("verify").sentence


def test_backup_and_restore_go_there_and_back(shell: Shell) -> None:
    copy = shell.folder / "copies" / "b.duckdb"
    told = shell("backup", copy)
    assert told.code == 0 and str(copy) in told.out
    assert shell("backup", copy).code == 1
    assert shell("verify", "--json", db=copy).json["ok"]
    shell("import", "payments", shell.write("p.csv", PAYMENTS))
    refused = shell("restore", copy)
    assert refused.code == 1 and "--force" in refused.sentence
    assert shell("status", "--json").json["head"] == 9
    assert shell.process("restore", copy, "--force").code == 0
    assert shell("status", "--json").json["head"] == 6
    assert list(shell.folder.glob("e.duckdb.before-restore-*"))
    nowhere = shell("restore", shell.folder / "none.duckdb", "--force")
    assert nowhere.code == 1 and "none.duckdb" in nowhere.sentence
    assert shell("backup", "/proc/nowhere/b.duckdb").code == 1


def test_a_large_import_leaves_the_log_folded_into_the_file(shell: Shell) -> None:
    rows = "".join(f"1-2-1203,1.00,2023-06-01,L{n}\n" for n in range(6_000))
    told = shell("import", "payments", shell.write("large.csv", "房号,金额,日期,收据号\n" + rows), "--json")
    assert told.code == 0 and told.json["written"] == 6_000
    alone = shell.folder / "alone"
    alone.mkdir()
    shutil.copyfile(shell.db, alone / "e.duckdb")
    assert shell("verify", "--json", db=alone / "e.duckdb").json["entries"] == told.json["head"]
