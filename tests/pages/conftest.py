"""Staff pages on a real estate file, run as Streamlit runs them, with somebody before the screen or nobody."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from liftfund_core.commands.badges import issue_badge
from liftfund_core.commands.roles import Actor
from liftfund_core.commands.staff import add_staff
from liftfund_core.settings import settings
from liftfund_core.store.journal import Journal
from liftfund_core.ui import live, session
from tests.tree import DASHBOARD, PAGES
from tests.worlds import ADMIN, TWO_BUILDINGS, Areas, Templates

PAGE_FILES = {file.stem.partition("_")[2]: f"pages/{file.name}" for file in sorted(PAGES.glob("*.py"))}
UNIT = re.compile(r"\d+-\d+-\d{3}")


@dataclass
class Screen:
    """A page as it stands; fields are found by the beginning of their key."""

    at: AppTest

    @property
    def text(self) -> str:
        """Everything that can be read."""
        shown = [block.proto.body for block in self.at.get("html") if not block.proto.body.startswith("<style")]
        shown += [block.value for block in self.at.markdown]
        fields = (self.at.button, self.at.text_input, self.at.selectbox, self.at.button_group, self.at.number_input)
        shown += [field.label for kind in fields for field in kind]
        shown += [option for kind in (self.at.selectbox, self.at.button_group) for f in kind for option in f.options]
        shown += [str(field.value) for field in self.at.text_input]
        return "\n".join(shown)

    @property
    def keys(self) -> list[str]:
        kinds = (self.at.button, self.at.text_input, self.at.selectbox, self.at.button_group)
        return [field.key or "" for kind in kinds for field in kind]

    def choose(self, key: str, value: Any) -> "Screen":
        """Tap one of a few, or pick from a list."""
        self._one((*self.at.button_group, *self.at.selectbox), key).set_value(value)
        return self._run()

    def fill(self, key: str, value: Any) -> "Screen":
        kinds = (*self.at.text_input, *self.at.number_input, *self.at.date_input, *self.at.text_area)
        self._one(kinds, key).set_value(value)
        return self._run()

    def tick(self, key: str) -> "Screen":
        self._one((*self.at.checkbox, *self.at.toggle), key).set_value(True)
        return self._run()

    def press(self, key: str) -> "Screen":
        button = self._one(self.at.button, key)
        assert not button.disabled, f"{key} cannot be pressed"
        button.click()
        return self._run()

    def offers(self, key: str) -> list[str]:
        """The options of a field, as they are read."""
        return list(self._one((*self.at.button_group, *self.at.selectbox), key).options)

    def value(self, key: str) -> Any:
        kinds = (*self.at.text_input, *self.at.button_group, *self.at.selectbox, *self.at.number_input)
        return self._one(kinds, key).value

    def disabled(self, key: str) -> bool:
        return bool(self._one(self.at.button, key).disabled)

    def has(self, key: str) -> bool:
        return any(found.startswith(key) for found in self.keys)

    def again(self) -> "Screen":
        return self._run()

    def _run(self) -> "Screen":
        self.at.run()
        assert not self.at.exception, self.at.exception
        return self

    def _one(self, fields: Any, key: str) -> Any:
        found = [field for field in fields if (field.key or "").startswith(key)]
        assert len(found) == 1, f"{len(found)} fields begin with {key}; there are {self.keys}"
        return found[0]


Open = Callable[..., Screen]
OpenEstate = Callable[..., Journal]


@pytest.fixture
def open_estate(estates: Templates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenEstate]:
    """Make an estate and let the pages read and write it."""

    def open_(areas: Areas = TWO_BUILDINGS, **rules: Any) -> Journal:
        path = tmp_path / "estate.duckdb"
        estates.copy(path, areas, **rules).close()
        monkeypatch.setenv("LIFTFUND_DB", str(path))
        settings.cache_clear()
        return live.journal()

    yield open_
    live.close()
    settings.cache_clear()


@pytest.fixture
def book(open_estate: OpenEstate) -> Journal:
    """The journal that the pages read and write: two buildings with four units and two lifts each."""
    return open_estate()


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page, as a member of staff or as nobody; the badge is what their browser would bring."""

    def open_(page: str, actor: Actor | None = None, lang: str = "zh") -> Screen:
        badge = None
        if actor is not None:
            if actor.name not in {member.name for member in live.staff()}:
                add_staff(live.journal(), ADMIN, name=actor.name, role=actor.role)
            badge = issue_badge(live.journal(), actor.name)
        monkeypatch.setattr(session, "badge", lambda: badge)
        at = AppTest.from_file(DASHBOARD, default_timeout=60)
        at.query_params["lang"] = lang
        at.switch_page(PAGE_FILES[page])
        return Screen(at).again()

    return open_
