"""Takes the pictures of the README and the documentation from real output.

    python scripts/screenshots.py [docs/images]

The articles of examples/ are extracted and rendered as `aiextract render` does, and opened in Chromium
(`pip install "aiextract[screenshots]"`, `apt-get install chromium fonts-noto-core`).
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

import aiextract
from aiextract import gold

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "fr", "id", "pt")
# Colours of a picture: pages are flat, and so many make files of a third of the size.
COLOURS = 200
# No sandbox for root, no connections of the browser's own.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


class Shot(NamedTuple):
    """A picture: of which page, how wide and high (pixels), in which scheme, over what the pointer is."""

    name: str
    page: str
    width: int
    height: int
    scheme: str = "light"
    hover: str | None = None


SHOTS = (
    Shot("report", "en", 1280, 860, hover="mark[data-t=MONEY] >> nth=1"),
    Shot("report-dark", "en", 1280, 860, "dark"),
    Shot("report-phone", "fr", 390, 844),
    Shot("report-phone-dark", "fr", 390, 844, "dark"),
    Shot("gold", "gold", 1280, 860),
    Shot("overview", "all", 1280, 860),
    Shot("overview-dark", "all", 1280, 860, "dark"),
)


def main() -> None:
    """Take all pictures into the folder named on the command line."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("there is no Chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as pages, sync_playwright() as playwright:
        render(Path(pages))
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for shot in SHOTS:
            size = take(browser, shot, Path(pages), folder / f"{shot.name}.png")
            print(f"{shot.name}.png  {size / 1000:.0f} kB")
        browser.close()


def render(folder: Path) -> None:
    """Write a page for each example article, one for all, and one of an article with its gold."""
    articles = {lang: (ROOT / "examples" / f"{lang}.txt").read_text(encoding="utf-8") for lang in LANGUAGES}
    documents = [aiextract.extract(text, doc_id=f"{lang}.txt") for lang, text in articles.items()]
    for document, (lang, text) in zip(documents, articles.items(), strict=True):
        (folder / f"{lang}.html").write_text(aiextract.render(document, text), encoding="utf-8")
    name = "en_03"
    case = next(c for c in gold.read(ROOT / "benchmarks" / "fresh" / "gold") if c.gold.doc_id == name)
    found = aiextract.extract(case.text, doc_id=name, lang=case.gold.lang, published=case.gold.published)
    (folder / "gold.html").write_text(aiextract.render(found, case.text, gold=case.gold), encoding="utf-8")
    page = aiextract.render(documents, list(articles.values()), title="Four articles")
    (folder / "all.html").write_text(page, encoding="utf-8")


def take(browser: Browser, shot: Shot, pages: Path, target: Path) -> int:
    """Take a picture; its size in bytes. A page that needs sideways scrolling is an error."""
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.scheme == "dark" else "light",
    )
    page.goto((pages / f"{shot.page}.html").as_uri())
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        sys.exit(f"{shot.name}: the page is wider than {shot.width} pixels")
    if shot.hover:
        page.hover(shot.hover)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    return target.stat().st_size


if __name__ == "__main__":
    main()
