"""Gold files: read, and checked against their articles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from aiextract.errors import GoldError, InputError
from aiextract.readers import decode
from aiextract.records import Document


class Case(NamedTuple):
    """An article with what a careful reader extracts from it."""

    gold: Document
    text: str


def read(folder: Path, texts: Path | None = None) -> Iterator[Case]:
    """The cases of a gold folder by file name; the articles are in ``texts``, else in its parent.

    Raises GoldError where a file does not parse or does not fit its article.
    """
    if not folder.is_dir():
        raise GoldError(f"{folder}: no such folder; give the folder that holds the gold files (*.json)")
    files = sorted(folder.glob("*.json"))
    if not files:
        raise GoldError(f"{folder}: holds no gold file (*.json)")
    for path in files:
        gold = _document(path)
        yield Case(gold, _article(path, gold, texts or folder.resolve().parent))


def _document(path: Path) -> Document:
    try:
        return Document.model_validate(json.loads(path.read_bytes()))
    except OSError as error:
        raise GoldError(f"{path}: cannot be read: {error.strerror}") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise GoldError(
            f"{path}: {place}: {first['msg']} ({error.error_count()} problem(s) in all)"
        ) from None
    except ValueError as error:  # JSON or its encoding
        raise GoldError(f"{path}: is not JSON: {error}") from None


def _article(path: Path, gold: Document, texts: Path) -> str:
    """The text of a gold file's article, once all that the file says of it holds."""
    article = texts / f"{gold.doc_id or path.stem}.txt"
    try:
        data = article.read_bytes()
    except OSError as error:
        reason = f"its article {article} cannot be read: {error.strerror}"
        raise GoldError(f"{path}: {reason}; give the folder of the articles with --texts") from None
    if gold.sha256 and (found := hashlib.sha256(data).hexdigest()) != gold.sha256:
        raise GoldError(
            f"{path}: {article} is not the article that was annotated: sha256 {found}, "
            f"expected {gold.sha256}; restore it byte for byte (no newline or Unicode conversion)"
        )
    try:
        text = decode(data, article)
    except InputError as error:
        raise GoldError(f"{path}: {error}") from None
    for problem in _problems(gold, text):
        raise GoldError(f"{path}: {problem}")
    return text


def _problems(gold: Document, text: str) -> Iterator[str]:
    """What is wrong with the offsets and the ids of a gold file."""
    kinds: dict[str, str] = {}
    for mention in gold.mentions:
        if mention.id in kinds:
            yield f"two mentions have the id {mention.id!r}"
        kinds[mention.id] = mention.type
        if (found := text[mention.start : mention.end]) != mention.surface or not found:
            place = f"[{mention.start}, {mention.end})"
            yield f"mention {mention.id}: the text at {place} is {found!r}, not {mention.surface!r}"
        if any(not 0 <= start < end <= len(text) for start, end in mention.alt):
            yield f"mention {mention.id}: an alternative span lies outside the text"
    for event in gold.events:
        for slot, mark in event.citing().items():
            held = getattr(event, slot)
            for cited in held if isinstance(held, tuple) else (held,):
                if cited is not None and kinds.get(cited) != mark.type:
                    yield f"event {event.id}: {slot} {cited!r} is not the id of a {mark.type} mention"
        if any(not 0 <= start < end <= len(text) for start, end in event.evidence):
            yield f"event {event.id}: an evidence span lies outside the text"
