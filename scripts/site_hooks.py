"""What MkDocs asks for while it builds the site: the options of a command, from the command itself.

``<!-- options: extract -->`` in a page becomes the usage, the help and a table of arguments and options.
"""

from __future__ import annotations

import re
from enum import EnumType
from typing import Any

import typer

from aiextract.cli import app

_MARK = re.compile(r"^<!-- options: ([\w ]+) -->$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The text of a page with the marks filled in."""
    return _MARK.sub(lambda mark: options(mark[1]), markdown)


def commands() -> list[str]:
    """The names of all commands, those of a group behind its name."""
    return sorted(_named(typer.main.get_command(app), ""))


def _named(command: Any, name: str) -> list[str]:
    inner = getattr(command, "commands", None)
    if inner is None:
        return [name]
    return [one for key, below in inner.items() for one in _named(below, f"{name} {key}".strip())]


def options(name: str) -> str:
    """A command as Markdown."""
    command: Any = typer.main.get_command(app)
    for part in name.split():
        command = command.commands[part]
    rows = [_row(one) for one in command.params if not getattr(one, "hidden", False)]
    arguments = [one.metavar or one.name.upper() for one in command.params if _is_argument(one)]
    some = ["[OPTIONS]"] if len(rows) > len(arguments) else []
    usage = " ".join(["aiextract", name, *some, *arguments])
    table = [
        "| | | without it |",
        "| --- | --- | --- |",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]
    return "\n".join([f"`{usage}`", "", (command.help or "").strip(), "", *(table if rows else [])]) + "\n"


def _is_argument(one: Any) -> bool:
    return bool(one.param_type_name == "argument")


def _row(one: Any) -> tuple[str, str, str]:
    """The names of an argument or option, its help, and what holds without it."""
    if _is_argument(one):
        names = f"`{one.metavar or one.name.upper()}`"
    else:
        names = ", ".join(f"`{opt}`" for opt in one.opts)
        value = one.metavar or "|".join(_choices(one))
        names += f" `{value}`" if value else ""
    default = one.default
    shown = "" if default in (None, False, (), []) or callable(default) else f"`{default}`"
    return names, _cell(getattr(one, "help", None) or ""), shown


def _choices(one: Any) -> list[str]:
    """The values that an option takes, where they are few; each version of typer keeps them elsewhere."""
    if choices := getattr(getattr(one, "type", None), "choices", None):
        return [str(choice) for choice in choices]
    annotation = getattr(getattr(one, "type_descriptor", None), "annotation", None)
    return [str(one.value) for one in list[Any](annotation)] if isinstance(annotation, EnumType) else []


def _cell(text: str) -> str:
    """A text in a table."""
    return " ".join(text.split()).replace("|", "&#124;")
