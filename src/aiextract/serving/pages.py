"""The two pages: the one to paste articles into, and the one that documents the interface."""

from __future__ import annotations

from functools import cache

from babel import Locale
from jinja2 import Environment, PackageLoader, StrictUndefined

from aiextract import __version__
from aiextract.languages import available
from aiextract.records import DEFAULT_TYPES, EVENT_TYPES, MENTION_TYPES
from aiextract.rendering.page import hashes
from aiextract.serving.articles import ENDINGS

# Swagger UI draws its icons from data and writes styles of its own.
DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


@cache
def index_policy() -> str:
    """What the page may load; a rendered article stands in a frame that inherits this, by its hashes."""
    style, script = hashes()
    return (
        f"default-src 'none'; script-src 'self' '{script}'; style-src 'self' '{style}'; img-src data:; "
        "connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )


@cache
def index() -> str:
    """The page to paste articles into."""
    codes = sorted((_name(code), code) for code in available())
    types = dict.fromkeys((*DEFAULT_TYPES, *MENTION_TYPES, *EVENT_TYPES))
    return (
        _environment()
        .get_template("index.html.j2")
        .render(
            version=__version__,
            languages=codes,
            types=[(kind, kind in DEFAULT_TYPES) for kind in types],
            endings=",".join(ENDINGS),
        )
    )


@cache
def docs() -> str:
    """The documentation of the interface, by Swagger UI."""
    return _environment().get_template("docs.html.j2").render(version=__version__)


def _name(code: str) -> str:
    """The English name of a language."""
    locale = Locale.parse(code.replace("-", "_"))
    return str(locale.get_display_name("en") or code)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("aiextract.serving"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
