"""The page of ``aiextract serve`` in a real browser: paste, drop or open an article and see its facts."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiextract.serving import Settings, create_app

pytest.importorskip("fastapi_offline", reason='needs pip install "aiextract[serve-test]"')
uvicorn = pytest.importorskip("uvicorn", reason='needs pip install "aiextract[serve-test]"')

if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Page

ARTICLE = """Halden Robotics to buy Optiqa

September 9, 2024

Halden Robotics has agreed to buy Optiqa for $2.4 billion, the companies said on Monday. Its shares rose 18.5%."""
HOSTILE = "</textarea></script><script>top.pwned = 1</script><img src=x onerror='top.pwned = 2'> bought Optiqa for $5m"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server of its own, as the command starts it."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(create_app(Settings(max_bytes=100_000)), log_level="warning", lifespan="on")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)


@pytest.fixture
def opened(page: Page, address: str) -> Page:
    """The page, which must load nothing from elsewhere."""
    page.on("request", lambda request: reach.append(request.url))
    reach: list[str] = []
    page.goto(address)
    assert reach
    assert all(url.startswith(address) for url in reach)
    return page


def paste(page: Page, text: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#text").focus()
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")
    page.wait_for_function("text => document.getElementById('text').value === text", arg=text)


def result(page: Page) -> FrameLocator:
    page.locator("#said", has_text="mentions").wait_for()
    return page.frame_locator("#frame")


def test_paste_an_article_and_see_its_facts(opened: Page) -> None:
    paste(opened, ARTICLE)
    frame = result(opened)
    said = opened.locator("#said").inner_text()
    assert "language en" in said
    assert "published 2024-09-09" in said
    marks = frame.locator("mark").all_text_contents()
    assert "$2.4 billion" in marks
    assert "Optiqa" in marks
    assert frame.locator("tbody tr", has_text="2,400,000,000 USD").count() >= 1
    # The links of the rendered page work inside its frame.
    frame.locator("tbody tr", has_text="$2.4 billion").first.click()
    assert "2,400,000,000" in frame.locator("#tip").inner_text()


def test_its_json(opened: Page) -> None:
    paste(opened, ARTICLE)
    result(opened)
    opened.get_by_role("tab", name="JSON").click()
    assert opened.locator("#frame").is_hidden()
    record = json.loads(opened.locator("#json").inner_text())
    assert record["text"] == ARTICLE
    assert {m["type"] for m in record["mentions"]} == {"ORG", "MONEY", "DATE", "PERCENT"}
    opened.keyboard.press("ArrowLeft")
    assert opened.locator("#frame").is_visible()
    with opened.expect_download() as saved:
        opened.get_by_role("button", name="Save JSON").click()
    assert saved.value.suggested_filename == "records.jsonl"
    assert json.loads(Path(saved.value.path()).read_text(encoding="utf-8")) == record


def test_language_date_and_types_that_are_given(opened: Page) -> None:
    opened.locator("#text").fill("Les ventes ont reculé le mois dernier, à 3,5 millions d'euros.")
    opened.get_by_label("Language").select_option("fr")
    opened.get_by_label("Published").fill("2024-08")
    opened.get_by_label("MONEY").uncheck()
    opened.locator("#text").press("Control+Enter")
    frame = result(opened)
    assert frame.locator("mark").all_text_contents() == ["le mois dernier"]
    assert frame.locator("tbody tr", has_text="2024-07").count() == 1


def test_open_a_file_of_several_articles(opened: Page, tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    lines = [
        {"doc_id": "one", "text": ARTICLE},
        {"doc_id": "two", "text": "Vendas subiram 12 %.", "lang": "pt"},
    ]
    path.write_text("\n".join(map(json.dumps, lines)) + "\nnot JSON\n", encoding="utf-8")
    opened.locator("#file").set_input_files(path)
    frame = result(opened)
    said = opened.locator("#said").inner_text()
    assert said.startswith("2 articles")
    assert "some.jsonl:3" in said
    assert frame.get_by_role("combobox", name="Document").locator("option").count() == 3


def test_drop_a_web_page(opened: Page) -> None:
    pytest.importorskip("trafilatura")
    body = "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n\n"))
    html = f"<html><head><title>x</title></head><body><article>{body}</article></body></html>"
    opened.evaluate(
        """html => {
            const data = new DataTransfer();
            data.items.add(new File([html], "deal.html", { type: "text/html" }));
            document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        html,
    )
    assert "$2.4 billion" in result(opened).locator("mark").all_text_contents()
    assert opened.locator("#name").inner_text() == "deal.html"


def test_what_is_wrong_is_said(opened: Page) -> None:
    opened.get_by_role("button", name="Extract").click()
    assert "Paste an article" in opened.locator("#said").inner_text()
    opened.locator("#text").fill("text")
    opened.get_by_label("Published").fill("yesterday")
    opened.get_by_role("button", name="Extract").click()
    assert opened.locator("#result").is_hidden()
    assert opened.evaluate("document.querySelector('[name=published]').validity.patternMismatch")


def test_nothing_of_an_article_runs(opened: Page) -> None:
    paste(opened, HOSTILE)
    frame = result(opened)
    frame.locator(".text", has_text="pwned").wait_for()
    assert opened.evaluate("window.pwned === undefined")
    # The frame is of no origin: it reaches neither the page around it nor the server.
    inner = opened.frames[1]
    assert inner.evaluate("origin") == "null"
    assert (
        inner.evaluate("() => { try { return String(top.document) } catch (e) { return e.name } }")
        == "SecurityError"
    )


def test_the_description_of_the_interface(page: Page, address: str) -> None:
    page.on("request", lambda request: reach.append(request.url))
    reach: list[str] = []
    page.goto(f"{address}/docs")
    page.locator(".opblock", has_text="/extract").first.wait_for()
    assert page.locator(".opblock").count() == 4
    assert all(url.startswith((address, "data:")) for url in reach)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_or_needs_sideways_scrolling(opened: Page, width: int, scheme: str) -> None:
    opened.set_viewport_size({"width": width, "height": 860})
    opened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert opened.evaluate(wide)
    paste(opened, ARTICLE)
    frame = result(opened)
    frame.locator("mark").first.wait_for()
    assert opened.evaluate(wide)
    assert opened.frames[1].evaluate(wide)
