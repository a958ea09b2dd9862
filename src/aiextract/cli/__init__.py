"""The command line. Nothing slow is imported before a command runs: ``--help`` answers at once.

Exit status: 0 done; 1 a document failed or a gate is not met; 2 bad usage or a bad language file;
130 interrupted.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aiextract import __version__
from aiextract.cli.common import Format, guarded, parse_org_model, usage_error
from aiextract.readers.inputs import Columns, Form
from aiextract.writers.formats import Layout

__all__ = ["main"]

app = typer.Typer(
    name="aiextract",
    help="Money, percentages, dates, organizations and acquisitions from multilingual news.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
languages = typer.Typer(
    help="The languages that have a file: list, show, check, or begin one.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(languages, name="languages")

Lang = Annotated[
    str | None, typer.Option("--lang", metavar="CODE", help="Language (BCP 47); detected if not given.")
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="Publication date (YYYY[-MM[-DD]]); taken from the article's date line if not given.",
    ),
]
Types = Annotated[
    str | None,
    typer.Option(
        "--types",
        metavar="LIST",
        help="Types to extract, by comma: MONEY,PERCENT,DATE,ORG,ACQUISITION (and QUANTITY,FUNDING).",
    ),
]
OrgModel = Annotated[
    str,
    typer.Option(
        "--org-model",
        metavar="MODEL",
        help="Model for organizations: default, none (rules alone), spacy:PACKAGE or gliner:NAME.",
    ),
]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
@guarded
def extract(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILES|-]...",
            help="Files (.txt, .md, .html, .jsonl, .csv, .tsv, .parquet, each also .gz, .bz2, .zst), folders "
            "and globs; - is standard input.",
        ),
    ] = None,
    lang: Lang = None,
    published: Published = None,
    types: Types = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="Tables or JSON Lines; tables on a terminal if not given."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to a file: .jsonl, .csv (.gz, .bz2, .zst), .parquet or .duckdb.",
        ),
    ] = None,
    layout: Annotated[
        Layout, typer.Option("--layout", help="What a line or row is: a document, a mention or an event.")
    ] = Layout.documents,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="The input is JSON Lines: doc_id, text, lang, published.")
    ] = False,
    input_format: Annotated[
        Form | None,
        typer.Option("--input-format", help="How the files hold articles; by their endings if not given."),
    ] = None,
    text_column: Annotated[
        str, typer.Option("--text-column", metavar="NAME", help="Column or key of the text.")
    ] = "text",
    id_column: Annotated[
        str, typer.Option("--id-column", metavar="NAME", help="Column or key of the id.")
    ] = "doc_id",
    lang_column: Annotated[
        str, typer.Option("--lang-column", metavar="NAME", help="Column or key of the language.")
    ] = "lang",
    date_column: Annotated[
        str, typer.Option("--date-column", metavar="NAME", help="Column or key of the publication date.")
    ] = "published",
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="Encoding of the files; detected if not given."),
    ] = None,
    include_text: Annotated[
        bool, typer.Option("--include-text", help="Put the text into each record.")
    ] = False,
    org_model: OrgModel = "default",
    processes: Annotated[
        int, typer.Option("--processes", "-n", metavar="N", min=1, help="Processes that share the articles.")
    ] = 1,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", min=0.01, help="The longest that a document may take."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with an interrupted run into the same file.")
    ] = False,
    restart: Annotated[
        bool, typer.Option("--restart", help="Throw away what an interrupted run has done.")
    ] = False,
    errors: Annotated[
        Path | None,
        typer.Option(
            "--errors",
            metavar="FILE",
            help="Write a line of JSON for each failed document; OUT.errors.jsonl for flat layouts.",
        ),
    ] = None,
    chunk_size: Annotated[
        int, typer.Option("--chunk-size", metavar="N", min=1, help="Documents a process takes at a time.")
    ] = 32,
    part_size: Annotated[
        int,
        typer.Option(
            "--part-size", metavar="N", min=1, help="Documents in a part file: what an interruption may cost."
        ),
    ] = 1000,
) -> int:
    """Extract the facts of articles, each tied to its characters."""
    from aiextract.archive.run import Sharing
    from aiextract.cli import extracting

    return extracting.run(
        files or [],
        extracting.Settings(lang, published, types, include_text, parse_org_model(org_model)),
        extracting.Writing(form, output, layout, errors, part_size, resume, restart),
        extracting.Reading(
            input_format or (Form.jsonl if jsonl else None),
            Columns(text_column, id_column, lang_column, date_column),
            encoding,
        ),
        Sharing(processes, chunk_size, timeout),
    )


@app.command()
@guarded
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="[GOLD]", help="Folder of gold files (*.json).")] = Path(
        "seeds/gold"
    ),
    texts: Annotated[
        Path | None,
        typer.Option(
            "--texts", metavar="DIR", help="Folder of the articles; the parent of GOLD if not given."
        ),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every difference with its context.")] = False,
    form: Annotated[
        str, typer.Option("--format", metavar="table|json", help="How to print the scores.")
    ] = "table",
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Fail on any loss against these counts.")
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option("--write-baseline", help="Write the counts (to --baseline, else beside GOLD)."),
    ] = False,
    org_model: OrgModel = "default",
) -> int:
    """Score the package on articles with known facts."""
    from aiextract.cli import evaluating

    if form not in ("table", "json"):
        raise usage_error(f"--format is table or json, not {form!r}")
    return evaluating.run(
        gold, texts, errors, form == "json", baseline, write_baseline, parse_org_model(org_model)
    )


@app.command()
@guarded
def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A text, or - for standard input.")],
    lang: Lang = None,
    published: Published = None,
    types: Types = None,
    form: Annotated[str, typer.Option("--format", metavar="tree|json", help="How to print it.")] = "tree",
    org_model: OrgModel = "default",
) -> int:
    """Show why a text is read so: rules, what lost to what, values step by step, missing slots."""
    from aiextract.cli import explaining

    if form not in ("tree", "json"):
        raise usage_error(f"--format is tree or json, not {form!r}")
    return explaining.run(text, lang, published, types, parse_org_model(org_model), form == "json")


@app.command()
@guarded
def render(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILES|-]...",
            help="Articles, as for extract, or JSON Lines of records that carry their text.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the page to a file.")
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(
            "--gold",
            metavar="DIR",
            help="Tell hits, misses and false alarms apart by gold files; without FILES, their articles.",
        ),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option(
            "--texts", metavar="DIR", help="Folder of the gold articles; the parent of --gold if not given."
        ),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Title of the page.")] = None,
    lang: Lang = None,
    published: Published = None,
    types: Types = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="The input is JSON Lines.")] = False,
    org_model: OrgModel = "default",
) -> int:
    """Show articles with their facts as one HTML file that needs nothing else."""
    from aiextract.cli import extracting, rendering

    settings = extracting.Settings(lang, published, types, True, parse_org_model(org_model))
    form = Form.jsonl if jsonl else None
    return rendering.run(files or [], settings, form, output, gold, texts, title)


@app.command()
@guarded
def serve(
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; by default this machine alone.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="0 takes a free one.")
    ] = 8765,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A name that the server answers to as well."),
    ] = None,
    browser: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    max_bytes: Annotated[
        int, typer.Option("--max-bytes", metavar="N", min=1, help="The largest body that is taken.")
    ] = 2_000_000,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="The longest that a request takes.")
    ] = 30.0,
    org_model: OrgModel = "default",
) -> int:
    """Serve a page to paste articles into, and an HTTP interface for programs."""
    from aiextract.cli import serving

    return serving.run(host, port, allow_host or [], browser, max_bytes, timeout, parse_org_model(org_model))


@app.command()
@guarded
def schema() -> int:
    """Print the JSON Schema of a record."""
    import json

    from aiextract.records import Document

    typer.echo(json.dumps(Document.model_json_schema(mode="serialization"), indent=2, ensure_ascii=False))
    return 0


@languages.command("list")
@guarded
def list_languages() -> int:
    """List the languages that have a file."""
    from aiextract.cli import language_files

    return language_files.list_all()


@languages.command("show")
@guarded
def show_language(code: Annotated[str, typer.Argument(metavar="CODE")]) -> int:
    """Show the sections and rules of a language."""
    from aiextract.cli import language_files

    return language_files.show(code)


@languages.command("check")
@guarded
def check_languages(
    which: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CODE|FILE]...", help="Languages, or files; all if none is given."),
    ] = None,
) -> int:
    """Run the examples of every rule."""
    from aiextract.cli import language_files

    return language_files.check(which or [])


@languages.command("new")
@guarded
def new_language(
    code: Annotated[str, typer.Argument(metavar="CODE")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file that does not exist yet."),
    ] = None,
) -> int:
    """Print the beginnings of a language file, made from CLDR."""
    from aiextract.cli import language_files

    return language_files.new(code, output)


def main() -> None:
    """Entry point of the ``aiextract`` command."""
    app(prog_name="aiextract")
