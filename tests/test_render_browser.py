"""The page in a real browser: filters, links both ways, tooltips, keys, and that nothing in a text runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import reports
from aiextract import render
from aiextract.records import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    Open = Callable[..., Page]


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Open:
    """Renders documents and opens the page from a file, as a user would."""

    def call(documents: Any, fragment: str = "", **options: Any) -> Page:
        path = tmp_path / "report.html"
        path.write_text(render(documents, **options), encoding="utf-8")
        page.on("request", lambda request: reach.append(request.url))
        reach: list[str] = []
        page.goto(path.as_uri() + fragment)
        assert [url for url in reach if not url.startswith("file:")] == []
        return page

    return call


def row(page: Page, surface: str, nth: int = 0) -> Locator:
    return page.locator("tbody tr").filter(has_text=surface).nth(nth)


def in_view(node: Locator) -> bool:
    return bool(
        node.evaluate(
            "n => { const r = n.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"
        )
    )


def test_the_text_is_the_text(opened: Open) -> None:
    page = opened(reports.document())
    assert page.locator(".text").evaluate("n => n.textContent") == reports.TEXT
    marked = page.locator(".text mark").all_text_contents()
    assert marked == [mention.surface for mention in reports.document().mentions]


def test_clicking_a_row_goes_to_the_text_and_back(opened: Open) -> None:
    text = "Filler.\n" * 200 + reports.TEXT
    shift = len("Filler.\n" * 200)
    base = reports.document()
    moved = [m.model_copy(update={"start": m.start + shift, "end": m.end + shift}) for m in base.mentions]
    page = opened(Document(doc_id="long", lang="en", text=text, mentions=moved))
    mark = page.locator("mark", has_text="$2.4 billion")
    assert not in_view(mark)
    row(page, "$2.4 billion").click()
    assert in_view(mark)
    assert "on" in (mark.get_attribute("class") or "")
    assert page.evaluate("document.activeElement.textContent") == "$2.4 billion"
    tip = page.locator("#tip")
    assert tip.is_visible()
    assert "2,400,000,000 USD" in tip.inner_text()
    assert page.url.endswith(f"#{mark.get_attribute('id')}")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('tr')")
    assert tip.is_hidden()


def test_clicking_a_mention_lights_its_row_and_the_others_of_its_name(opened: Open) -> None:
    page = opened(reports.document())
    page.locator("mark", has_text="Optiqa").first.click()
    lit = page.locator("tbody tr.on")
    assert lit.count() == 1
    assert "Optiqa" in lit.inner_text()
    assert page.locator("mark.same").all_text_contents() == ["Optiqa"] * 3
    assert in_view(lit)


def test_hovering_shows_value_rule_and_offsets(opened: Open) -> None:
    page = opened(reports.document())
    behind = reports.document().mentions[-1]  # behind letters beyond the first 65,536
    page.locator("mark", has_text="2%").last.hover()
    said = page.locator("#tip").inner_text()
    assert "2 percent decrease" in said
    assert "en.percent.test" in said
    assert f"{behind.start}–{behind.end}" in said
    page.locator("h1").hover()
    assert page.locator("#tip").is_hidden()


def test_tapping_shows_the_tooltip(chromium: Any, page: Page, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render(reports.document()), encoding="utf-8")
    context = chromium.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    phone = context.new_page()
    phone.goto(path.as_uri())
    phone.locator("mark", has_text="$2.4 billion").tap()
    assert "2,400,000,000 USD" in phone.locator("#tip").inner_text()
    box = phone.locator("#tip").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    phone.get_by_text("Show in the table").tap()
    lit = phone.locator("tr.on")
    assert in_view(lit)
    assert "$2.4 billion" in lit.inner_text()
    lit.tap()
    assert in_view(phone.locator("mark.on"))
    context.close()


def test_filters_by_type_and_by_words(opened: Open) -> None:
    page = opened(reports.document())
    chip = page.get_by_role("button", name="Money 2")
    chip.click()
    assert chip.get_attribute("aria-pressed") == "true"
    shown = page.locator("tbody tr:visible")
    assert shown.count() == 2
    assert page.locator("mark:not(.off)").all_text_contents() == ["$2.4 billion", "€40 million"]
    assert page.locator(".card:visible").count() == 0
    page.get_by_role("button", name="Acquisition 1").click()
    assert page.locator(".card:visible").count() == 1
    chip.click()
    page.get_by_role("button", name="Acquisition 1").click()
    assert shown.count() == 13
    page.get_by_role("searchbox").fill("norvik")
    assert shown.count() == 1
    assert page.get_by_role("status").inner_text() == "1 fact shown"
    page.get_by_role("searchbox").fill("nothing of the kind")
    assert page.get_by_text("No fact matches.").is_visible()
    page.keyboard.press("Escape")
    assert shown.count() == 13


def test_a_card_says_who_and_what_and_leads_to_the_evidence(opened: Open) -> None:
    page = opened(reports.document())
    deal, funding = page.locator(".card").all()
    assert "Halden Robotics → Optiqa" in deal.locator("h2").inner_text()
    assert "announced" in deal.inner_text()
    assert "2,400,000,000 USD" in deal.inner_text()
    assert "Norvik Capital → Optiqa" in funding.locator("h2").inner_text()
    assert "40,000,000 EUR" in funding.inner_text()
    deal.get_by_text("it pays").click()
    assert page.locator(".evidence.on").all_text_contents() == [
        "Halden Robotics buys Optiqa",
        "it pays $2.4 billion for Optiqa",
    ]
    deal.get_by_text("2,400,000,000 USD").click()
    assert page.evaluate("document.activeElement.textContent") == "$2.4 billion"
    page.locator(".evidence", has_text="had raised").click(position={"x": 80, "y": 12})
    assert "on" in (funding.get_attribute("class") or "")


def test_keys_alone_do_it(opened: Open) -> None:
    page = opened(reports.document())
    tab_stops: list[str] = []
    while "BODY" not in tab_stops:
        page.keyboard.press("Tab")
        tab_stops.append(page.evaluate("document.activeElement.tagName"))
    assert tab_stops.count("MARK") == 1
    assert tab_stops.count("TR") == 1
    page.locator("mark[tabindex='0']").focus()
    assert "Halden Robotics" in page.locator("#tip").inner_text()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "9 September 2024"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "TR"
    page.keyboard.press("End")
    assert "2%" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "TR"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"


def test_roles_and_names_for_screen_readers(opened: Open) -> None:
    page = opened(reports.document())
    tree = page.locator("body").aria_snapshot()
    for part in (
        'button "$2.4 billion"',
        'table "Facts',
        'group "Show only these types"',
        'searchbox "Search',
        'region "Article"',
    ):
        assert part in tree
    mark = page.locator("mark").first
    mark.focus()
    assert mark.get_attribute("aria-describedby") == "tip"


@pytest.mark.parametrize("count", [1, 2])
def test_nothing_in_a_hostile_text_runs(opened: Open, count: int) -> None:
    documents = [reports.hostile()] * count
    page = opened(documents)
    for fragment in ("#d0", "#d0m0", "#d0e0"):
        page.evaluate(f"location.hash = '{fragment}'")
    shown = page.locator("#d0 .text").evaluate("n => n.textContent")
    assert shown == reports.HOSTILE.replace("\x00", "\ufffd").replace("\x08", "\ufffd").replace(
        "\x1b", "\ufffd"
    )
    for mark in page.locator("#d0 mark[id]").all():
        mark.focus()
        assert page.locator("#tip").is_visible()
    page.evaluate("for (const node of document.querySelectorAll('#d0 *')) node.click?.()")
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("[...document.scripts].filter(s => s.type !== 'application/json').length") == 1
    assert (
        page.locator("img, iframe, base, meta[http-equiv=refresh], [onload], [onerror], [onfocus]").count()
        == 0
    )
    assert page.locator("a:not([href^='#'])").count() == 0
    assert page.locator("#d0 h1").is_visible()


def test_the_policy_stops_what_got_in(chromium: Any, tmp_path: Path) -> None:
    page, path = chromium.new_page(), tmp_path / "report.html"
    broken = "<script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'><style>h1 { color: red }</style>"
    path.write_text(render(reports.document()).replace("<main>", "<main>" + broken), encoding="utf-8")
    stopped: list[str] = []
    page.on("console", lambda said: stopped.append(said.text))
    page.goto(path.as_uri())
    assert page.evaluate("window.pwned") is None
    assert page.locator("h1").evaluate("n => getComputedStyle(n).color") != "rgb(255, 0, 0)"
    assert len([text for text in stopped if "Content Security Policy" in text]) >= 3
    assert page.locator("tbody tr").count() == 13
    page.close()


def test_right_to_left_text(opened: Open) -> None:
    text = "أعلنت Optiqa شراء Norvik مقابل 40 مليون دولار.\n\nThe end."
    found = (
        reports.mention(text, 1, "ORG", "Optiqa", name="Optiqa"),
        reports.mention(text, 2, "ORG", "Norvik", name="Norvik"),
    )
    page = opened(Document(doc_id="ar", lang="ar", text=text, mentions=found))
    directions = page.locator(".text p").evaluate_all("all => all.map(n => getComputedStyle(n).direction)")
    assert directions == ["rtl", "ltr"]
    first, second = (page.locator("mark", has_text=name).bounding_box() for name in ("Optiqa", "Norvik"))
    assert first["x"] > second["x"]
    page.locator("mark", has_text="Optiqa").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.textContent") == "Norvik"
    assert page.locator(".text").evaluate("n => n.textContent") == text


def test_several_documents(opened: Open) -> None:
    other = reports.document(doc_id="other", title="Another title")
    page = opened([reports.document(), other], title="Two documents")
    assert page.locator(".view:visible").count() == 1
    assert page.get_by_role("heading", name="Two documents").is_visible()
    assert page.locator(".wires path:not(.head)").count() == 4
    assert page.locator(".moment.event").count() == 4
    page.get_by_role("button", name="Next document").click()
    assert page.get_by_role("heading", name="Halden Robotics buys Optiqa").is_visible()
    page.get_by_role("combobox", name="Document").select_option("Another title")
    assert page.get_by_role("heading", name="Another title").is_visible()
    page.go_back()
    page.go_back()
    assert page.get_by_role("heading", name="Two documents").is_visible()
    page.locator(".node .deal").first.click()
    assert page.locator(".card.on").is_visible()


def test_gold_tells_hits_misses_and_false_alarms_apart(opened: Open) -> None:
    gold = reports.document()
    kept = [m for m in gold.mentions if m.id not in ("m7", "m9")]
    false = reports.mention(reports.TEXT, 90, "ORG", "billion", name="Billion")
    wrong = gold.mentions[8].model_copy(update={"amount_min": 4, "amount_max": 4})
    found = tuple(sorted([*kept, false, wrong], key=lambda m: m.start))
    page = opened(gold.model_copy(update={"mentions": found, "events": gold.events[:1]}), gold=gold)
    assert page.locator("mark[data-v=miss]").all_text_contents() == ["18.5%"]
    assert page.locator("mark[data-v=false]").all_text_contents() == ["billion"]
    assert page.locator("mark[data-v=value]").all_text_contents() == ["€40 million"]
    page.get_by_role("button", name="Miss 2").click()
    assert page.locator("tbody tr:visible").count() == 1
    assert page.locator(".card:visible h2").inner_text().endswith("Norvik Capital → Optiqa")
    page.get_by_role("button", name="Miss 2").click()
    assert "40,000,000 EUR" in (row(page, "€40 million").text_content() or "")


@pytest.mark.parametrize("width", [1280, 768, 390, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out(opened: Open, page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    opened([reports.document(), reports.hostile()], gold=[reports.document(), None])
    for fragment in ("#overview", "#d0", "#d1"):
        page.evaluate(f"location.hash = '{fragment}'")
        page.locator(f"{fragment}.current").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_light_and_dark(opened: Open, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    opened(reports.document())
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.get_by_role("button", name="Light or dark").click()
    light = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == light


def test_without_scripts_all_is_shown_and_linked(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render([reports.document(), reports.document()]), encoding="utf-8")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator(".view:visible").count() == 3
    page.locator("#d1 .surface", has_text="€40 million").click()
    assert page.url.endswith("#d1m8")
    assert in_view(page.locator("#d1m8"))
    context.close()


def test_records_can_be_saved(opened: Open, page: Page, tmp_path: Path) -> None:
    opened(reports.document())
    with page.expect_download() as waiting:
        page.get_by_role("button", name="JSON").click()
    saved = tmp_path / "saved.json"
    waiting.value.save_as(saved)
    assert Document.model_validate_json(saved.read_bytes()) == reports.document(text=None)
