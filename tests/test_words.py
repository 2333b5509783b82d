"""The words of the house: Chinese is the source, and every sentence has its English."""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.tree import CORE, PROJECT, is_docstring, name, python_files, strings

CATALOGUE = CORE / "locale" / "en" / "LC_MESSAGES" / "liftfund.po"
INPUT_VOCABULARY = {
    CORE / "imports" / "headers.py",
    CORE / "imports" / "bank_headers.py",
}  # what people's files say, not what we say
NAMES_OF_LANGUAGES = {"中文"}  # a language is offered under its own name

HANZI = r"[\u3400-\u9fff]"
CHINESE = re.compile(rf"{HANZI}|[，。、；：？！（）《》【】「」]")
SPOKEN = re.compile(rf"{HANZI}|[，。、；：？！]")  # brackets alone are for patterns that read people's files
QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"|'[^']*'")
HALF_WIDTH = re.compile(rf"{HANZI}[,;:?!()]|[,;?!()]{HANZI}|{HANZI}\.(?!\w)")


def test_every_sentence_has_its_english() -> None:
    missing = [sentence for sentence in sorted(_said()) if not (_english(sentence) or "").strip()]
    assert missing == [], "run `make words` and translate them"


def test_no_translation_is_a_guess() -> None:
    assert [message.id for message in _catalogue() if message.fuzzy and message.id] == []


def test_the_catalogue_keeps_nothing_that_is_no_longer_said() -> None:
    kept = {message.id for message in _catalogue() if message.id}
    assert sorted(kept - _said()) == [], "run `make words`"
    assert list(_catalogue().obsolete) == []


def test_a_translation_fills_the_same_placeholders() -> None:
    different = {
        sentence: english
        for sentence in _said()
        if (english := _english(sentence)) and _placeholders(sentence) != _placeholders(english)
    }
    assert different == {}


def test_placeholders_have_names() -> None:
    fields = {field: sentence for sentence in _said() for field in _placeholders(sentence)}
    assert {field: sentence for field, sentence in fields.items() if not field[:1].isalpha()} == {}


def test_nothing_chinese_is_said_past_the_catalogue() -> None:
    past = [
        f"{name(file)}:{node.lineno} {node.value!r}"
        for file, node in _chinese_literals()
        if not _is_marked(node) and not is_docstring(node)
    ]
    assert past == [], "say it inside _( ) or N_( ), as one literal"


def test_the_collector_finds_what_the_code_says() -> None:
    marked = {str(node.value) for file in python_files() for node in strings(file) if _is_marked(node)}
    assert marked == _said()


def test_english_is_english() -> None:
    chinese = {
        sentence: english
        for sentence in _said() - NAMES_OF_LANGUAGES
        if (english := _english(sentence)) and CHINESE.search(QUOTED.sub("", english))
    }
    assert chinese == {}


def test_chinese_sentences_use_full_width_punctuation() -> None:
    half = {sentence: found[0] for sentence in _said() if (found := HALF_WIDTH.search(sentence))}
    assert half == {}


def test_the_rule_for_punctuation_knows_its_cases() -> None:
    wrong = ["已缴,未缴", "是否确认?", "面积(平方米)", "金额: {amount}", "已完成.", "户,{n} 元"]
    right = ["已缴，未缴", "面积（平方米）", "截至 14:05", "存为 .xlsx 文件", "{a} / {b} 户", "见 a.duckdb"]
    assert [sentence for sentence in wrong + right if HALF_WIDTH.search(sentence)] == wrong


@cache
def _said() -> frozenset[str]:
    """Every sentence that `make words` collects, by the same tool with the same babel.cfg."""
    with (PROJECT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping, filename="babel.cfg")
    found = extract_from_dir(PROJECT, methods, options, keywords={"_": None, "N_": None})
    return frozenset(str(message) for _, _, message, _, _ in found)


@cache
def _catalogue() -> Catalog:
    with CATALOGUE.open("rb") as source:
        return read_po(source, locale="en")


def _english(sentence: str) -> str | None:
    message = _catalogue().get(sentence)
    return str(message.string) if message else None


def _placeholders(sentence: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}


def _chinese_literals() -> Iterator[tuple[Path, ast.Constant]]:
    for file in python_files():
        if file not in INPUT_VOCABULARY:
            yield from ((file, node) for node in strings(file) if SPOKEN.search(str(node.value)))


def _is_marked(node: ast.Constant) -> bool:
    """Whether the literal is the sentence of a call `_("…")`, `words._("…")` or `N_("…")`."""
    call = node.parent  # type: ignore[attr-defined]  # set by tree.parsed
    if not isinstance(call, ast.Call) or call.args[:1] != [node]:
        return False
    said_by = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return said_by in {"_", "N_"}
