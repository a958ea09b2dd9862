"""What is done with an article of an archive: its document as bytes, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from aiextract.errors import AiextractError, MissingExtraError, ModelError
from aiextract.readers import Input
from aiextract.records import Document, Failure, Meta
from aiextract.source import clean
from aiextract.writers import json_line

if TYPE_CHECKING:
    from aiextract.extraction import Names

__all__ = ["FIGURES", "Answer", "Extraction", "failed", "reason_of"]

# A text that has the rules of a language compiled, which would count as time of the first article otherwise.
FIGURES = "1.5%\n\n$1, 2024-01-01"


class Answer(NamedTuple):
    """The JSON of a Document in UTF-8; ``error``: why it holds no records."""

    document: bytes
    error: str | None = None


class Extraction(NamedTuple):
    """What holds for all articles; an article may have a language and date of its own."""

    lang: str | None = None
    published: str | None = None
    types: tuple[str, ...] | None = None
    include_text: bool = False
    org_model: str | None = None

    def prepare(self) -> None:
        """Load the pipeline for the language of all articles, with its models, and compile its rules."""
        self._document(Input("", text=FIGURES))

    def __call__(self, articles: Iterable[Input]) -> Iterator[Answer]:
        """What ``read`` gives for each, as bytes; raises what it raises."""
        from aiextract.extraction import with_names

        for article, names in with_names(articles, lambda a: a.text, self.types, self.org_model):
            document = self.read(article, names)
            error = document.meta.error
            yield Answer(json_line(document).encode(), None if error is None else error.reason)

    def read(self, article: Input, names: Names | None = None) -> Document:
        """The document of an article, or one with ``meta.error``; ``names`` as ``with_names`` gives them.

        Raises ModelError and MissingExtraError alone, which are no article's fault.
        """
        reason = article.error
        if reason is not None:
            reason = reason.removeprefix(f"{article.place}: ")
        else:
            try:
                return self._document(article, names)
            except (ModelError, MissingExtraError):
                raise
            except Exception as error:
                reason = reason_of(error)
        return failed(article.doc_id, reason, article.place)

    def lost(self, article: Input, reason: str) -> Answer:
        """The answer for an article that could not be read."""
        return Answer(json_line(failed(article.doc_id, reason, article.place)).encode(), reason)

    def size(self, article: Input) -> int:
        """Characters of its text."""
        return len(article.text)

    def _document(self, article: Input, names: Names | None = None) -> Document:
        from aiextract.api import Item, read

        item = Item(
            article.doc_id, article.text, article.lang or self.lang, article.published or self.published
        )
        document = read(
            item, types=self.types, include_text=self.include_text, org_model=self.org_model, names=names
        )
        if article.warning is None:
            return document
        warnings = (*document.meta.warnings, article.warning)
        return document.model_copy(update={"meta": document.meta.model_copy(update={"warnings": warnings})})

    def settings(self) -> dict[str, Any]:
        """What its documents depend on, for a journal."""
        return {**self._asdict(), "types": None if self.types is None else list(self.types)}


def failed(doc_id: str | None, reason: str, place: str | None = None) -> Document:
    """The document of an article that could not be processed."""
    from aiextract import __version__

    error = Failure(reason=clean(reason), place=place and clean(place))
    return Document(doc_id=doc_id and clean(doc_id), meta=Meta(version=__version__, error=error))


def reason_of(error: Exception) -> str:
    """Why an article failed, in words."""
    if isinstance(error, AiextractError):
        return str(error)
    return f"internal error, please report it: {type(error).__name__}: {error}"
