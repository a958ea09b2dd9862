"""``aiextract serve``: a local page to paste articles into, and an HTTP interface for programs.

``app`` has the routes, ``guard`` what every request must pass (host, origin, size), ``desk`` the bounded
work, ``articles`` what requests ask for, ``failures`` the errors as JSON, ``pages`` the two pages. FastAPI
and uvicorn come with the extra ``serve``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiextract.errors import MissingExtraError
from aiextract.org_sources import DEFAULT_MODEL

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["LOOPBACK", "Settings", "create_app"]

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server allows.

    ``hosts`` are the names that a request may ask for (the Host header; empty: any); ``max_bytes`` bounds a
    body, ``seconds`` the time of a request. ``workers`` requests are worked on at once, ``waiting`` more may
    wait, the rest is told to come back.
    """

    hosts: tuple[str, ...] = LOOPBACK
    max_bytes: int = 2_000_000
    seconds: float = 30.0
    workers: int = 2
    waiting: int = 16
    org_model: str | None = DEFAULT_MODEL


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application (ASGI), for any server of that kind; raises MissingExtraError without the extra."""
    try:
        from aiextract.serving.app import make
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("fastapi", "fastapi_offline", "starlette"):
            raise
        raise MissingExtraError("aiextract serve", "serve") from None
    return make(settings or Settings())
