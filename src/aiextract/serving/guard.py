"""What every request must pass before anything reads it, and the headers of every answer.

A page of another site may make a browser send requests here, under a name of its own that points to this
machine (DNS rebinding) or from its own origin. The Host header tells the first, Origin the second.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aiextract.serving.failures import answer

_log = logging.getLogger(__name__)
_BODY_SECONDS = 15.0  # in which a body must have come
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_STRICT = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


class Guard:
    """Middleware: checks host and origin, takes in a bounded body, adds the headers.

    ``hosts`` are the names that are answered to (empty: any), without ports.
    """

    def __init__(self, app: ASGIApp, *, hosts: Sequence[str], max_bytes: int) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        send = _with_headers(send)
        headers = Headers(scope=scope)
        refused = self._refused(headers)
        if refused is None:
            body = await self._body(headers, receive)
            if isinstance(body, bytes):
                await self._handed_on(scope, _replayed(body, receive), send)
                return
            refused = body
        await refused(scope, receive, send)

    async def _handed_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer of the application; of one that fails, an error in the same form."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if begun:
                raise
            _log.exception("%s %s failed", scope["method"], scope["path"])
            said = f"internal error, please report it: {type(error).__name__}"
            await answer(500, said)(scope, receive, send)

    def _refused(self, headers: Headers) -> JSONResponse | None:
        host = headers.get("host", "")
        if self.hosts and _name(host) not in self.hosts:
            return answer(421, f"this server does not answer to {host!r}: use one of {sorted(self.hosts)}")
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2].lower() != host.lower():
            return answer(403, "requests from pages of other sites are not answered")
        return None

    async def _body(self, headers: Headers, receive: Receive) -> bytes | JSONResponse:
        """The whole body, or why it is not taken."""
        too_large = answer(413, f"the body has more than {self.max_bytes:,} bytes")
        told = headers.get("content-length", "0")
        if not told.isascii() or not told.isdigit():
            return answer(400, "Content-Length is no number")
        if len(told) > 18 or int(told) > self.max_bytes:
            return too_large
        parts: list[bytes] = []
        size, more = 0, True
        try:
            async with asyncio.timeout(_BODY_SECONDS):
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return answer(400, "the body broke off")
                    parts.append(message.get("body", b""))
                    size += len(parts[-1])
                    if size > self.max_bytes:
                        return too_large
                    more = message.get("more_body", False)
        except TimeoutError:
            return answer(408, f"the body did not come within {_BODY_SECONDS:g} seconds")
        return b"".join(parts)


def _name(host: str) -> str:
    """The name in a Host header, in lower case, without port and without the brackets of IPv6."""
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].rstrip(".")


def _replayed(body: bytes, receive: Receive) -> Receive:
    """A body that is there already, then what the client does next."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


def _with_headers(send: Send) -> Send:
    """Add the headers that an answer does not have."""

    async def wrapped(message: Any) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in (*_HEADERS.items(), ("Content-Security-Policy", _STRICT)):
                headers.setdefault(name, value)
        await send(message)

    return wrapped
