"""CPU milliseconds and bytes of a page: a 5,000-word article, and one with 2,000 mentions in a browser.

    python benchmarks/render.py

The bounds to keep are 300 ms and 1 MB for the article, page and import of the templates included. The peer is
`model_dump_json` of the same records, which any program that hands them on has to do. What a browser takes
is measured where Playwright and Chromium are installed: opening the page, pressing a filter, going to a row.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import aiextract
from corpus import LANGUAGES, distinct_text

WORDS, MENTIONS = 5_000, 2_000
FIRST = """
import sys, time
from aiextract.records import Document
document = Document.model_validate_json(sys.stdin.buffer.read())
start = time.process_time()
from aiextract.rendering import render
render(document)
print(1000 * (time.process_time() - start))
"""
STEPS = {
    "press a filter": "document.querySelector('.chip').click()",
    "press it again": "document.querySelector('.chip').click()",
    "go to the last row's mention": "[...document.querySelectorAll('tbody tr')].at(-1).click()",
    "search": "const i = document.querySelector('input'); i.value = 'USD'; i.dispatchEvent(new Event('input', {bubbles: true}))",
}


def milliseconds(action: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        start = time.process_time()
        action()
        times.append(1000 * (time.process_time() - start))
    return min(times)


def of_article(lang: str) -> None:
    document = aiextract.extract(distinct_text(lang, WORDS), lang=lang, include_text=True)
    page = aiextract.render(document)
    again = milliseconds(lambda: aiextract.render(document))
    record = document.model_dump_json()
    peer = milliseconds(document.model_dump_json)
    done = subprocess.run(
        [sys.executable, "-c", FIRST], input=record.encode(), capture_output=True, check=True
    )
    print(
        f"{lang}  {len(document.mentions):5,} mentions  first page {float(done.stdout):4.0f} ms  then {again:4.0f} ms"
        f"  ({again / peer:.0f} times JSON)  {len(page.encode()) / 1000:4.0f} kB"
    )


def in_a_browser() -> None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print('in a browser: not measured (pip install "aiextract[browser-test]")')
        return
    chromium = shutil.which("chromium")
    if chromium is None:
        print("in a browser: not measured (apt-get install chromium)")
        return
    words = WORDS
    while (
        len(
            (document := aiextract.extract(distinct_text("en", words), lang="en", include_text=True)).mentions
        )
        < MENTIONS
    ):
        words += WORDS
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_text(aiextract.render(document), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        tools = page.context.new_cdp_session(page)
        tools.send("Performance.enable", {"timeDomain": "threadTicks"})

        def busy() -> float:
            """Milliseconds that the page's thread has worked so far."""
            found = tools.send("Performance.getMetrics")["metrics"]
            spent: float = next(one["value"] for one in found if one["name"] == "TaskDuration")
            return 1000 * spent

        start = busy()
        page.goto(path.as_uri())
        print(
            f"{len(document.mentions):,} mentions in a browser, {path.stat().st_size / 1000:,.0f} kB: "
            f"open {busy() - start:.0f} ms"
        )
        for name, step in STEPS.items():
            start = busy()
            page.evaluate(f"() => {{ {step} }}")
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
            print(f"  {name}: {busy() - start:.0f} ms")
        browser.close()


def main() -> None:
    for lang in LANGUAGES:
        of_article(lang)
    in_a_browser()


if __name__ == "__main__":
    main()
