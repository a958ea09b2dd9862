"""What every section of a language file is made of."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A table of a language file: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Example(Section):
    """A text and what the rule beside it makes of it; run by ``aiextract languages check``.

    ``surface`` is the span, None where it is the whole text. ``expect`` holds the fields of the record (as in
    JSON) that must come out: those not named are not compared. With ``reject = true`` the rule must make
    nothing of the text.
    """

    text: str
    surface: str | None = None
    published: str | None = None
    expect: dict[str, Any] = {}
    reject: bool = False


class Rule(Section):
    """A rule with a name (unique in its section) and examples of its own."""

    name: str
    examples: tuple[Example, ...] = ()
