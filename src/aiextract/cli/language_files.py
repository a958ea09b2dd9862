"""``aiextract languages``: list, show, check, new."""

from __future__ import annotations

from pathlib import Path

import typer

from aiextract import check as checking
from aiextract.cli.common import FAILED, message, usage_error
from aiextract.languages import Language, available, get_language, load_language, parse_code


def list_all() -> int:
    """Print each language with the number of its rules and of their examples."""
    for code in available():
        language = get_language(code)
        rules = [rule for _, rule in checking.rules(language)]
        examples = sum(len(rule.examples) for rule in rules)
        variants = f", variants {', '.join(language.variants)}" if language.variants else ""
        typer.echo(f"{code}  {language.name}: {len(rules)} rules, {examples} examples{variants}")
    return 0


def show(code: str) -> int:
    """Print the rules of a language, by section, with their examples."""
    language = _language(code)
    typer.echo(f"{language.code}  {language.name}")
    for section, rule in checking.rules(language):
        typer.echo(f"  {section}.{rule.name}")
        for example in rule.examples:
            fields = ", ".join(f"{name}: {value}" for name, value in example.expect.items())
            where = "not in" if example.reject else "in"
            typer.echo(f"    {where} {example.text!r}: {fields or example.surface or ''}")
    return 0


def check(which: list[str]) -> int:
    """Run the examples of some languages, or of all; 1 where one does not come out."""
    chosen = [_language(code) for code in which] or [get_language(code) for code in (*available(), "und")]
    failed = 0
    for language in chosen:
        problems = checking.run(language)
        failed += len(problems)
        for problem in problems:
            message(f"{problem.rule}: {problem.text!r}: {problem.reason}")
        rules = sum(1 for _ in checking.rules(language))
        typer.echo(f"{language.code}  {rules} rules, {len(problems)} problem(s)")
    return FAILED if failed else 0


def new(code: str, output: Path | None) -> int:
    """Print the beginnings of a language file, or write them to a new file."""
    parse_code(code)
    from aiextract.languages.skeleton import make

    text = make(code)
    if output is None:
        typer.echo(text, nl=False)
        return 0
    try:
        with output.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        raise usage_error(f"{output}: cannot be written: {error.strerror}") from None
    return 0


def _language(which: str) -> Language:
    """The language of a code, or of a path to a file."""
    if which.endswith(".toml") or "/" in which:
        return load_language(Path(which))
    if parse_code(which)[0] not in (*available(), "und"):
        raise usage_error(f"no file for language {which!r}: there are {', '.join(available())}")
    return get_language(which)
