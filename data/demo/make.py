"""Make the demo campaign of the made-up estate: `python data/demo/make.py [--into FOLDER]`.

Standard library only. The seeds are fixed, so every run writes the same bytes: change a constant here or in a
`demo_*.py` beside it, run, and look at the difference. Nothing in these files is a fact of the public report
but the parameters that `data/facts.toml` lists; `data/README.md` says which.
"""

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from pathlib import Path

from demo_approvals import Approval, Contract, approvals, contracts
from demo_bank import Line, bank_lines
from demo_messages import MESSAGES
from demo_payments import Correction, Payment, crossings, payments
from demo_units import Unit, units
from demo_works import Movement, Step, lift_steps, money

POLLS = (("M1", "电梯大修阶段性成果"), ("M2", "后续管理"), ("M3", "问题持续解决办法"))
STAFF = (  # made up, named by what they do; the PINs are for the demo file only
    ("管理员", "admin", "280517"),
    ("财务", "finance", "730264"),
    ("录入员", "entry", "461908"),
    ("录入员二", "entry", "925371"),
    ("计票员", "teller", "158346"),
    ("计票员二", "teller", "604892"),
    ("主持人", "host", "317650"),
    ("秘书", "secretary", "842095"),
    ("复核人", "reviewer", "596123"),
    ("监督人", "supervisor", "073481"),
)


def _yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)


def _overpaid(register: list[Unit], rows: list[Payment], fixes: list[Correction]) -> tuple[str, int]:
    """The first unit that is over its due once the corrections are made, and by how much."""
    wrong = {fix.slip for fix in fixes}
    paid: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.slip not in wrong:
            paid[row.unit] += row.amount_fen
    due = {unit.code: unit.due_fen for unit in register}
    return next((code, fen - due[code]) for code, fen in paid.items() if fen > due[code])


def _write_units(path: Path, register: list[Unit]) -> None:
    header = ("楼栋", "单元", "房号", "面积", "业主编号", "类型")
    rows = ((u.building, u.section, u.room, _yuan(u.area_dm2), u.owner, u.kind) for u in register)
    _write(path, header, rows)


def _write_payments(path: Path, paid: list[Payment]) -> None:
    header = ("房号", "金额", "日期", "收据号", "渠道", "流水号")
    rows = ((p.unit, _yuan(p.amount_fen), p.paid_on, p.receipt_no, p.channel, p.bank_ref) for p in paid)
    _write(path, header, rows)


def _write_corrections(path: Path, paid: list[Payment], fixes: list[Correction]) -> None:
    receipt = {row.slip: row.receipt_no for row in paid}
    rows = (
        (fix.day, "void", receipt[fix.slip], "", fix.reason)
        if fix.amount_fen is None
        else (fix.day, "replace", receipt[fix.slip], _yuan(fix.amount_fen), fix.reason)
        for fix in fixes
    )
    _write(path, ("日期", "类型", "收据号", "新金额", "原因"), rows)


def _write_lift_steps(path: Path, steps: list[Step]) -> None:
    _write(
        path,
        ("日期", "电梯", "步骤", "数据"),
        ((step.day, step.lift, step.step, step.data) for step in steps),
    )


def _write_money(path: Path, movements: list[Movement]) -> None:
    header = ("日期", "类别", "金额", "电梯", "房号", "对方", "合同号", "发票号", "文件号", "事由")
    rows = ((m.day, m.kind, _yuan(m.amount_fen), *astuple(m)[3:]) for m in movements)
    _write(path, header, rows)


def _write_contracts(path: Path, rows: list[Contract]) -> None:
    header = ("签订日期", "合同号", "施工单位", "金额", "电梯", "事由", "付款来源", "期次")
    _write(path, header, ((*astuple(c)[:3], _yuan(c.amount_fen), *astuple(c)[4:]) for c in rows))


def _write_approvals(path: Path, rows: list[Approval]) -> None:
    header = (
        *("申请日期", "申请单号", "金额", "期次", "电梯", "合同号", "收款方", "发票号", "事由"),
        *("确认方", "确认文件号", "决议编号", "付款日期", "监督日期", "监督意见"),
    )
    _write(path, header, ((*astuple(a)[:2], _yuan(a.amount_fen), *astuple(a)[3:]) for a in rows))


def _write_bank(path: Path, lines: list[Line]) -> None:
    header = ("日期", "金额", "余额", "流水号", "摘要", "对方户名")
    rows = ((x.day, _yuan(x.amount_fen), _yuan(x.balance_fen), *astuple(x)[3:]) for x in lines)
    _write(path, header, rows)


def make(folder: Path) -> None:
    """Write all files of the demo campaign into an existing folder."""
    register = units()
    paid, fixes = payments(register)
    steps = lift_steps(crossings(register, paid, fixes))
    _write_units(folder / "units.csv", register)
    _write_payments(folder / "payments.csv", paid)
    _write_corrections(folder / "corrections.csv", paid, fixes)
    _write_lift_steps(folder / "lift_steps.csv", steps)
    movements = money(steps, *_overpaid(register, paid, fixes))
    _write_money(folder / "money.csv", movements)
    _write_contracts(folder / "contracts.csv", contracts(steps))
    _write_approvals(folder / "approvals.csv", approvals(steps, movements))
    _write_bank(folder / "bank.csv", bank_lines(paid, fixes, movements))
    _write(folder / "polls.csv", ("code", "title"), POLLS)
    _write(folder / "messages.csv", ("日期", "类型", "楼号", "身份", "来自", "内容", "处理", "改为"), MESSAGES)
    _write(folder / "staff.csv", ("name", "role", "pin"), STAFF)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--into", type=Path, default=Path(__file__).parent)
    make(arguments.parse_args().into)
