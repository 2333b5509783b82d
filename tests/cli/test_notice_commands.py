"""export notices: a text and a picture for every building, of a day, in a language."""

from pathlib import Path

import pytest

from liftfund_core.demo import write_demo
from liftfund_core.exports.drawing import said_in
from liftfund_core.exports.poster import poster
from liftfund_core.reports.notice import day_by_default, notices
from liftfund_core.store.journal import Journal
from liftfund_core.words import Words
from tests.cli.conftest import Shell
from tests.notices.scan import gives_away
from tests.notices.test_files import size_of


def test_a_day_of_an_estate_in_a_language(shell: Shell) -> None:
    day = Journal.open(shell.db)
    today = day_by_default(day)
    day.close()
    told = shell.process("export", "notices", shell.folder / "out", "--lang", "en")
    assert told.code == 0 and "2" in told.out
    names = sorted(file.name for file in (shell.folder / "out").iterdir())
    assert names == [f"notice-{today}-{code}.{kind}" for code in "12" for kind in ("png", "txt")]
    assert "Lift overhaul, notice of" in (shell.folder / "out" / f"notice-{today}-1.txt").read_text("utf-8")


def test_a_day_without_entries_is_refused_and_a_wrong_one_is_wrong_usage(shell: Shell) -> None:
    early = shell("export", "notices", shell.folder / "out", "--day", "2001-01-01")
    assert early.code == 1 and "还没有任何记录" in early.sentence and not (shell.folder / "out").exists()
    assert shell("export", "notices", shell.folder / "out", "--day", "yesterday").code == 2


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder / "e.duckdb")
    return Shell(folder)


def test_the_demo_has_six_texts_and_six_pictures_that_give_nobody_away(demo: Shell) -> None:
    out: Path = demo.folder / "out"
    assert demo("export", "notices", out).code == 0
    texts, pngs = sorted(out.glob("*.txt")), sorted(out.glob("*.png"))
    assert [file.stem for file in texts] == [file.stem for file in pngs]
    assert [file.stem for file in texts] == [f"notice-2023-07-14-{code}" for code in range(1, 7)]
    assert all(size_of(file.read_bytes())[0] == 1080 for file in pngs)
    for file in texts:
        text = file.read_text("utf-8")
        assert not gives_away(text) and "演示数据" in text and "连续公示第 131 天" in text


@pytest.mark.parametrize("day", ["2023-03-08", "2023-04-20", "2023-05-10", "2023-07-14"])
def test_no_day_of_the_demo_gives_anybody_away(demo: Shell, day: str) -> None:
    journal = Journal.open(demo.db)
    told = notices(journal, day_by_default(journal).fromisoformat(day))
    journal.close()
    assert len(told) == 6
    for notice in told:
        for words in (Words("zh"), Words("en")):
            assert not gives_away(said_in(poster(notice, words, None)))
