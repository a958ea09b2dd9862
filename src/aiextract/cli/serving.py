"""``aiextract serve``: the local page and the HTTP interface, by uvicorn."""

from __future__ import annotations

import ipaddress
import socket
import webbrowser

import typer

from aiextract.cli.common import message, usage_error
from aiextract.errors import MissingExtraError
from aiextract.org_sources import name_source
from aiextract.serving import LOOPBACK, Settings, create_app


def run(
    host: str,
    port: int,
    allowed: list[str],
    browser: bool,
    max_bytes: int,
    seconds: float,
    org_model: str | None,
) -> int:
    """Serve until interrupted."""
    try:
        import uvicorn
    except ImportError:
        raise MissingExtraError("aiextract serve", "serve") from None
    loopback = _is_loopback(host)
    hosts = (*LOOPBACK, host.lower(), *(name.lower() for name in allowed))
    if not loopback and not allowed:
        hosts = ()
        message(
            f"{host} can be reached from other machines, and nobody is asked who they are (see --allow-host)"
        )
    name_source(org_model)  # a model that is missing is said before anything listens
    app = create_app(Settings(hosts=hosts, max_bytes=max_bytes, seconds=seconds, org_model=org_model))
    listening = _listen(host, port)
    address = f"http://{_shown(host)}:{listening.getsockname()[1]}/"
    typer.echo(f"aiextract listens on {address} (Ctrl+C ends it)", err=True)
    if browser:
        webbrowser.open(address)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=2,
        limit_concurrency=256,
        lifespan="on",
    )
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() in LOOPBACK


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens; a usage error where the address cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise usage_error(f"{_shown(host)}:{port}: {reason}; choose another with --host and --port") from None
