"""What all commands share: messages, exit statuses, a closed pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TextIO
from unicodedata import bidirectional

import typer

from aiextract.errors import (
    AiextractError,
    EncodingError,
    LanguageCodeError,
    LanguageFileError,
    MissingExtraError,
    ModelError,
    OutputError,
    PublishedError,
    ResumeError,
    UnknownTypeError,
)

if TYPE_CHECKING:
    from rich.console import Console

P = ParamSpec("P")
FAILED, USAGE, INTERRUPTED = 1, 2, 130
# Errors in what the user asked for, where the others are in what was read.
_USAGE_ERRORS = (
    EncodingError,
    LanguageCodeError,
    LanguageFileError,
    MissingExtraError,
    ModelError,
    OutputError,
    PublishedError,
    ResumeError,
    UnknownTypeError,
)


# They join or part the letters of a word (Persian, Hindi), and are no control characters to be afraid of.
_JOINERS = "\u200c\u200d"
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


class Format(StrEnum):
    """How records are written."""

    table = "table"
    jsonl = "jsonl"


def parse_org_model(value: str) -> str | None:
    """The model that ``--org-model`` names, as ``load`` takes it: ``none`` stands for rules alone."""
    return None if value == "none" else value


def on_one_line(text: str) -> str:
    """A text for a terminal: white space as one space, control characters (escape codes, say) replaced.

    Text from right to left is isolated, so that it does not carry along what stands beside it.
    """
    line = " ".join(
        "".join(c if c in _JOINERS or c.isprintable() else "\ufffd" for c in word) for word in text.split()
    )
    if line.isascii() or _RIGHT_TO_LEFT.isdisjoint(map(bidirectional, line)):
        return line
    return f"\u2068{line}\u2069"


def message(text: str) -> None:
    """Say something on standard error, whatever characters are in it."""
    encoding = sys.stderr.encoding or "utf-8"
    line = f"aiextract: {on_one_line(text)}\n"
    sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding))
    sys.stderr.flush()


def usage_error(text: str) -> typer.Exit:
    """Say what is wrong with the command; the exit to raise."""
    message(text)
    return typer.Exit(USAGE)


def guarded(command: Callable[P, int]) -> Callable[P, None]:
    """A command that ends with the exit status it returns, or the one that fits its failure."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            if hasattr(sys.stdout, "reconfigure") and not sys.stdout.isatty():
                sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
            status = command(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader has gone. Python would complain once more on flushing at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = 0
        except KeyboardInterrupt:
            status = INTERRUPTED
        except AiextractError as error:
            message(str(error))
            status = USAGE if isinstance(error, _USAGE_ERRORS) else FAILED
        raise typer.Exit(status)

    return run


def console(stream: TextIO | None = None) -> Console:
    """The terminal (or a file) for tables; nothing in a text is taken for markup."""
    from rich.console import Console

    class Quiet(Console):
        """A console that leaves a closed pipe to ``guarded``."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    stream = stream or sys.stdout
    width = None if stream.isatty() else 120
    return Quiet(file=stream, markup=False, highlight=False, emoji=False, width=width)
