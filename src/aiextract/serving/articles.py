"""What requests ask for: one article as JSON, or a file as it is."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from aiextract import readers
from aiextract.errors import InputError
from aiextract.readers import Input

# A page or a table of so many articles is still one that a person looks through.
MAX_ARTICLES = 200
ENDINGS = (".txt", ".md", ".html", ".htm", ".jsonl", ".ndjson", ".csv", ".tsv")

_TYPES = "Types to extract; null: MONEY, PERCENT, DATE, ORG and ACQUISITION."
_LANG = "BCP 47 tag of the language; null: detected."
_PUBLISHED = "Date of publication, YYYY, YYYY-MM or YYYY-MM-DD; null: taken from the article's date line."


class Article(BaseModel):
    """One article: its ``text``, or a web page (``html``) whose main text is read."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "Halden Robotics bought Optiqa for $2.4bn on 9 September 2024, up 18.5%.",
                    "lang": "en",
                }
            ]
        },
    )

    text: str | None = Field(None, description="The article; offsets of the records refer to it.")
    html: str | None = Field(
        None,
        description="A web page in place of the text; offsets refer to its main text, which comes back.",
    )
    doc_id: str | None = Field(None, description="Comes back in the record.")
    lang: str | None = Field(None, description=_LANG)
    published: str | None = Field(None, description=_PUBLISHED)
    types: list[str] | None = Field(None, description=_TYPES)

    @model_validator(mode="after")
    def _one_of_two(self) -> Article:
        if (self.text is None) == (self.html is None):
            raise ValueError("give either text or html")
        return self

    def input(self) -> Input:
        """The article as read; raises InputError for a page without a text."""
        if self.text is not None:
            return Input("the text", self.doc_id, self.text, self.lang, self.published)
        from aiextract.readers.html import main_text

        text, published = main_text(self.html or "")
        return Input("the page", self.doc_id, text, self.lang, self.published or published)


class ExtractRequest(Article):
    """An article, and whether its text comes back in the record."""

    include_text: bool = Field(False, description="Put the text into the record.")


Name = Annotated[str, Field(max_length=255)]


def read_file(name: str, data: bytes) -> Iterator[Input]:
    """The articles of a file that was sent, by the ending of its name, as the command line reads them.

    Raises InputError for an ending that is not known.
    """
    kept = PurePosixPath(name.replace("\\", "/")).name or "article.txt"
    ending = PurePosixPath(kept).suffix.lower()
    if ending not in ENDINGS:
        raise InputError(f"{kept}: files end in {', '.join(ENDINGS)} here")
    with tempfile.TemporaryDirectory(prefix="aiextract-") as folder:
        path = Path(folder, f"article{ending}")
        path.write_bytes(data)
        for article in readers.read(path):
            place = article.place.replace(str(path), kept)
            doc_id = article.doc_id
            if place == kept:  # the whole file
                doc_id = PurePosixPath(kept).stem
            elif doc_id is None:
                doc_id = place
            error = article.error.replace(str(path), kept) if article.error else None
            yield article._replace(place=place, doc_id=doc_id, error=error)


def bounded(articles: Iterator[Input], name: str) -> Sequence[Input]:
    """The articles of a file, no more than a page can show."""
    kept: list[Input] = []
    for article in articles:
        if len(kept) == MAX_ARTICLES:
            raise InputError(
                f"{name}: holds more than {MAX_ARTICLES} articles; `aiextract render` takes any number"
            )
        kept.append(article)
    return kept
