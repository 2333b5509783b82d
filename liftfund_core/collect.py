"""Collects the sentences that the code says, for the English catalogue (`make words`).

Babel's own collector overlooks `_("…")` inside an f-string on Python 3.11, and the wall is full of them.
This one reads the syntax tree, so that every Python finds the same sentences.
"""

import ast
from collections.abc import Collection, Iterator
from typing import BinaryIO


def sentences(
    source: BinaryIO, keywords: Collection[str], comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Line, keyword, sentence and (no) comments of each `_("…")` and `N_("…")`: a Babel extractor.

    Args:
        source: a Python file.
        keywords: the functions that mark a sentence; `words._("…")` counts as `_`.
        comment_tags: what Babel passes; comments are not collected.
        options: what Babel passes; there are none.
    """
    for node in ast.walk(ast.parse(source.read())):
        match node:
            case ast.Call(
                func=ast.Name(id=said_by) | ast.Attribute(attr=said_by),
                args=[ast.Constant(value=str(sentence)), *_],
            ) if said_by in keywords:
                yield node.lineno, said_by, sentence, []
