"""import bank, reconcile, export statement: the bank's file in, what does not agree, and the statement out."""

from tests.cli.conftest import PAYMENTS, Shell

STATEMENT = """日期,金额,流水号,摘要,余额
2023-06-01,1165.45,B1,1-2-1203,1165.45
2023-06-02,99.00,B2,2-301,1264.45
"""


def test_a_statement_comes_in_once_and_the_bank_balance_is_told(shell: Shell) -> None:
    assert shell("status", "--json").json["fund"]["bank_balance_fen"] is None
    file = shell.write("bank.csv", STATEMENT, "gb18030")
    assert shell("import", "bank", file, "--dry-run", "--json").json["written"] == 0
    assert shell.process("import", "bank", file, "--json").json["written"] == 2
    again = shell("import", "bank", file, "--json")
    assert again.code == 0 and (again.json["written"], again.json["skipped"]) == (0, 2)
    told = shell("status", "--json").json
    assert told["fund"]["bank_balance_fen"] == 126_445
    assert shell("status", "--as-of", "6", "--json").json["fund"]["bank_balance_fen"] is None


def test_every_finding_of_a_statement_is_told_at_once(shell: Shell) -> None:
    bad = STATEMENT.replace("B2", "B1").replace("2023-06-01", "2099-06-01") + "2023-06-03,1.005,B3,,1266.45\n"
    told = shell("import", "bank", shell.write("bank.csv", bad), "--json")
    assert told.code == 2 and told.json["written"] == 0
    assert [(f["row"], f["column"]) for f in told.json["findings"]] == [(2, "日期"), (3, "流水号"), (4, "金额")]


def test_what_bank_and_book_do_not_agree_on_is_listed_and_the_rest_confirmed(shell: Shell) -> None:
    shell("import", "payments", shell.write("p.csv", PAYMENTS))
    shell("import", "bank", shell.write("bank.csv", STATEMENT))
    told = shell("reconcile", "--json")
    assert told.code == 0 and [match["basis"] for match in told.json["certain"]] == ["reference"]
    assert [(doubt["reason"], doubt["sentence"]) for doubt in told.json["doubts"]] == [
        (
            "amount_differs",
            "金额与账上不同：银行 2023-06-02 99.00 元 B2 2-301；账上第 9 条 2023-06-02 100.00 元 2-301 SJ-2",
        )
    ]
    assert (told.json["difference_fen"], told.json["confirmed"]) == (-100, 0)
    spoken = shell("reconcile", "--confirm", "--actor", "小王")
    assert "确定 0 组，建议 0 组，不一致 1 处，本次确认 1 笔。" in spoken.out


def test_a_statement_goes_out_as_a_draft_that_says_so(shell: Shell) -> None:
    shell("import", "payments", shell.write("p.csv", PAYMENTS))
    told = shell("export", "statement", shell.folder / "out")
    assert told.code == 0 and told.out.count(".html") == told.out.count(".xlsx") == 2
    page = next((shell.folder / "out").glob("*.zh.html")).read_text("utf-8")
    assert "草稿，尚未公示" in page and "1,265.45" in page
    june = shell("export", "statement", shell.folder / "june", "--from", "2023-06-02", "--to", "2023-06-02")
    assert june.code == 0 and (shell.folder / "june" / "statement-2023-06-02-2023-06-02.en.xlsx").exists()
    assert "没有公示过收支表" in shell("export", "statement", shell.folder / "out", "--entry", "3").sentence
