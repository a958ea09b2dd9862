"""Fixtures for all tests: a real browser, where one is installed.

Tests that ask for ``page`` are skipped without Playwright or Chromium, and fail instead where
``REQUIRE_BROWSER`` is set (``make browser`` sets it).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# No sandbox for root, no connections of the browser's own.
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def _missing(what: str) -> NoReturn:
    if os.environ.get("REQUIRE_BROWSER"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing('no browser test without Playwright: pip install "aiextract[browser-test]"')
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        _missing("no browser test without Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page; the test fails where a script of it does, or where it breaks its own policy."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    problems: list[str] = []
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type in ("error", "warning") else None)
    yield page
    context.close()
    assert not problems
