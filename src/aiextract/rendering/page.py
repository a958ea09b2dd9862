"""The page: templates filled in, style and script inside, and a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from aiextract import __version__
from aiextract.rendering.verdicts import LABELS
from aiextract.rendering.views import View
from aiextract.source import clean

if TYPE_CHECKING:
    from aiextract.rendering.corpus import Overview

__all__ = ["fill", "hashes"]

# What may be loaded and run: the style and the script of the page itself, known by their hashes.
_POLICY = (
    "default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_TYPE_LABELS = {"ORG": "Organization"}


def fill(views: Sequence[View], overview: Overview | None, title: str | None) -> str:
    """The page for documents that are ready to be shown, with an overview where they are several."""
    style, script = _asset("report.css"), _asset("report.js")
    html = (
        _environment()
        .get_template("report.html.j2")
        .render(
            title=title or (views[0].name if len(views) == 1 else f"{len(views)} documents"),
            views=views,
            overview=overview,
            version=__version__,
            style=style,
            script=script,
            policy=_POLICY.format(style=_hash(style), script=_hash(script)),
            verdict_labels=LABELS,
        )
    )
    return clean(html)


def hashes() -> tuple[str, str]:
    """The hashes of the style and the script of every page, for the policy of a page that frames one."""
    return _hash(_asset("report.css")), _hash(_asset("report.js"))


@cache
def _environment() -> Environment:
    """The templates: every value is escaped, and one that is missing is an error."""
    environment = Environment(
        loader=PackageLoader("aiextract.rendering"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["type_label"] = _type_label
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment


def _type_label(kind: str) -> str:
    return _TYPE_LABELS.get(kind) or kind.replace("_", " ").capitalize()


@cache
def _asset(name: str) -> str:
    return files("aiextract.rendering").joinpath("assets", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
