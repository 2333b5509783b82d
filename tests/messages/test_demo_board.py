"""The made-up board: enough to look at, nothing in it that points to anybody, a few left to decide on."""

from collections import Counter
from collections.abc import Iterator

import pytest

from liftfund_core.demo import write_demo
from liftfund_core.domain.message import public_words
from liftfund_core.reports.messages import MessageBook, read_messages
from liftfund_core.store.journal import Journal
from liftfund_core.ui.wall.clauses import set_lines
from tests.demo_files import rows


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MessageBook]:
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    write_demo(path)
    journal = Journal.open(path)
    yield read_messages(journal)
    journal.close()


def test_the_file_points_to_nobody() -> None:
    written = rows("messages.csv")
    assert len(written) == 14
    assert [row["内容"] for row in written if public_words(row["内容"]) != row["内容"]] == []
    assert not any(char.isdigit() for row in written for char in row["内容"] + row["改为"])


def test_each_kind_of_decision_is_there_and_some_are_open(board: MessageBook) -> None:
    assert Counter(line.state for line in board.lines) == {"approved": 10, "waiting": 3, "withdrawn": 1}
    assert [line.edited for line in board.approved].count(True) == 1
    assert [line.pinned for line in board.approved] == [True] + [False] * 9
    assert {line.from_who for line in board.lines} == {"owner", "resident", "merchant"}
    assert {line.source for line in board.lines} == {"phone", "desk"}


def test_every_shown_message_fits_its_card_in_full(board: MessageBook) -> None:
    cut = [line.text for line in board.approved if set_lines(line.text)[-1].endswith(("…", "..."))]
    assert cut == []
