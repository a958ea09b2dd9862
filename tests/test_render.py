"""What a page holds: the text in pieces that nest, escaped; rows, cards and the overview; bad input."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reports
from aiextract import display, render
from aiextract.cli import main
from aiextract.errors import InputError
from aiextract.records import DEFAULT_TYPES, Acquisition, Date, Document, Money, Organization
from aiextract.rendering import cards, graph, timeline
from aiextract.rendering.nesting import MAX_DEPTH, Layer, Paragraph, paragraphs
from aiextract.rendering.verdicts import Verdict, judge
from aiextract.rendering.views import View, view

TEMPLATES = Path(__file__).parent.parent / "src" / "aiextract" / "rendering" / "templates"


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of the article."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.article = ""
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if tag == "div":
            self._depth += bool(self._depth) or found.get("class") == "text"

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "div" and self._depth > 0

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.article += data


def shown(document: Document, gold: Document | None = None) -> View:
    return view(0, document, None, gold, DEFAULT_TYPES)


# --- pieces ---

layers = st.lists(st.tuples(st.integers(-1, 40), st.integers(-1, 40), st.integers(0, 1)), max_size=MAX_DEPTH)


def inside(found: list[Paragraph]) -> dict[int, str]:
    """The text inside the elements of each layer, by its item; asserts that elements nest."""
    texts: dict[int, str] = {}
    first: dict[int, int] = {}
    for paragraph in found:
        stack: list[Layer] = []
        for piece in paragraph.pieces:
            if piece.layer is None:
                assert piece.text
                for layer in stack:
                    texts[layer.item] = texts.get(layer.item, "") + piece.text
            elif piece.opens:
                stack.append(piece.layer)
                first[piece.layer.item] = first.get(piece.layer.item, 0) + piece.first
            else:
                assert stack.pop() is piece.layer
        assert not stack
    assert set(first.values()) <= {1}
    return texts


@given(st.text(alphabet="ab \n\r\U0001f916é", max_size=40), layers)
def test_pieces_are_the_text_and_nest(text: str, spans: list[tuple[int, int, int]]) -> None:
    given_layers = [Layer(*span, number) for number, span in enumerate(spans)]
    found = list(paragraphs(text, given_layers))
    assert "".join(paragraph.text for paragraph in found) == text
    for paragraph in found:
        assert "".join(piece.text for piece in paragraph.pieces) == paragraph.text
    fitting = {
        layer.item: text[layer.start : layer.end]
        for layer in given_layers
        if 0 <= layer.start < layer.end <= len(text)
    }
    assert inside(found) == fitting


def test_the_wider_of_two_spans_is_outside_and_evidence_of_the_same_span_is() -> None:
    found = paragraphs(
        "one two three", [Layer(4, 7, 1, "word"), Layer(4, 7, 0, "clause"), Layer(0, 7, 1, "both")]
    )
    opened = [piece.layer.item for piece in next(found).pieces if piece.layer and piece.opens]
    assert opened == ["both", "clause", "word"]


def test_pieces_grow_with_the_text_and_no_faster() -> None:
    def count(size: int) -> int:
        crossing = [Layer(i, i + size, 1, i) for i in range(size)]
        return sum(len(one.pieces) for one in paragraphs("x\n" * size, crossing))

    assert count(2_000) < 2.1 * count(1_000)


# --- the page ---


def test_the_page_holds_the_article_and_each_mention_where_it_is() -> None:
    page = Page(render(reports.document()))
    assert page.article.strip() == reports.TEXT
    ids = {found["id"] for tag, found in page.elements if tag == "mark" and "id" in found}
    assert ids == {f"d0m{number}" for number in range(13)}
    targets = {found["href"] for tag, found in page.elements if tag == "a"}
    anchors = {f"#{found['id']}" for _, found in page.elements if "id" in found}
    assert targets <= anchors


def test_the_page_carries_its_records() -> None:
    document = reports.document()
    (record,) = reports.records_of(render(document))
    assert Document.model_validate(record) == reports.document(text=None)


def test_style_and_script_are_allowed_by_their_hashes_and_nothing_else_is() -> None:
    html = render(reports.document())
    policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    assert allowed.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (inline,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in allowed
    assert "unsafe" not in allowed
    assert not re.search("https?:", re.sub("http://www.w3.org/2000/svg", "", html))


def test_hostile_text_becomes_no_element_and_no_attribute() -> None:
    harmless = Page(render([reports.document()] * 2, gold=[reports.document()] * 2))
    html = render(
        [reports.hostile()] * 2, gold=[reports.hostile(), None], title="</title><script>alert(1)</script>"
    )
    page = Page(html)
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in harmless.elements} | {"p", "span"}
    names = {name for _, found in harmless.elements for name in found}
    assert {name for _, found in page.elements for name in found} <= names
    kinds = [found.get("type") for tag, found in page.elements if tag == "script"]
    assert sorted(map(str, kinds)) == ["None", "application/json", "application/json"]
    assert all(found["href"].startswith("#") for tag, found in page.elements if tag == "a" and found["href"])
    assert [Document.model_validate(one).mentions for one in reports.records_of(html)] == [
        reports.hostile().mentions
    ] * 2


def test_templates_pass_nothing_by_the_escaping_but_the_page_s_own_style_and_script() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.iterdir())
    assert sorted(re.findall(r"\{\{[^}]*safe[^}]*\}\}", sources)) == ["{{ script|safe }}", "{{ style|safe }}"]
    assert "autoescape" not in sources
    python = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.parent.glob("*.py"))
    assert "Markup" not in python


def test_lone_surrogates_and_control_characters_do_not_break_a_page() -> None:
    text = "a\ud800 Acme\x00 b\r\nc"
    found = (reports.mention(text, 1, "ORG", "Acme", name="Acme"),)
    html = render(Document(text=None, mentions=found), text)
    assert html.encode().count(b"\x00") == 0
    assert Page(html).article.strip() == "a\ufffd Acme\ufffd b\r\nc"


@pytest.mark.parametrize(
    ("document", "text", "says"),
    [
        (reports.document(text=None), None, "include_text"),
        (reports.document(), reports.TEXT[1:], "the very text"),
        (reports.document(), [reports.TEXT, reports.TEXT], "as many texts"),
        ([], None, "no document"),
    ],
)
def test_what_cannot_be_shown_says_what_to_do(document: Any, text: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        render(document, text)


def test_a_document_without_anything_is_a_page_too() -> None:
    assert "Nothing was found" in render(Document(doc_id="empty"), "")


def test_several_documents_take_their_texts_in_order() -> None:
    one, two = reports.document(text=None), Document(doc_id="two")
    assert render([one, two], [reports.TEXT, "Nothing here."]) == render(
        [one.model_copy(update={"text": reports.TEXT}), two.model_copy(update={"text": "Nothing here."})]
    )


# --- values, cards ---


@pytest.mark.parametrize(
    ("mention", "value"),
    [
        (Money(id="m", start=0, end=1, surface="x", amount_min="1500000.5", amount_max="1500000.5", currency="EUR"), "1,500,000.5 EUR"),
        (Money(id="m", start=0, end=1, surface="x", amount_min="3", amount_max="5", currency="USD", per="1000 token", qualifier="about"), "about 3 to 5 USD per 1000 token"),
        (Money(id="m", start=0, end=1, surface="x", amount_min=None, qualifier="vague"), "vague"),
        (Date(id="m", start=0, end=1, surface="x", value="2025-03", mod="START"), "START 2025-03"),
        (Organization(id="m", start=0, end=1, surface="x", name="Alvéa Santé"), "Alvéa Santé"),
    ],
)  # fmt: skip
def test_values_as_people_read_them(mention: Any, value: str) -> None:
    assert display.value(mention) == value


def test_cards_follow_the_fields_of_any_event() -> None:
    deal, funding = shown(reports.document()).cards
    assert (deal.title, funding.title) == ("Halden Robotics → Optiqa", "Norvik Capital → Optiqa")
    slots = {slot.label: [entry.value for entry in slot.entries] for slot in funding.slots}
    assert slots == {"investors": ["Norvik Capital"], "amount": ["40,000,000 EUR"], "date": ["2021"]}
    assert [(slot.label, slot.entries[0].row, slot.rule) for slot in deal.slots] == [
        ("price", 4, "for_price"),
        ("date", 3, None),
    ]
    assert [quote.text for quote in deal.quotes] == [
        "Halden Robotics buys Optiqa",
        "it pays $2.4 billion for Optiqa",
    ]


def test_a_card_without_names_and_with_ids_of_nothing() -> None:
    event = Acquisition(
        id="e", status="rumoured", price="m99", co_acquirers=("A", "B"), stake_kind="majority"
    )
    card = cards.build(event, Document(events=(event,)), "", {}, None)
    assert card.title == "? → ?"
    assert {slot.label: [entry.value for entry in slot.entries] for slot in card.slots} == {
        "co acquirers": ["A", "B"], "price": ["m99"], "stake kind": ["majority"],
    }  # fmt: skip


# --- the overview ---


def deals(*pairs: tuple[str, str]) -> View:
    events = tuple(
        Acquisition(id=f"e{n}", acquirer=one, target=other, status="completed")
        for n, (one, other) in enumerate(pairs)
    )
    return shown(Document(events=events, text=""))


def names(component: graph.Component) -> list[list[str]]:
    return [[node.name for node in column] for column in component.columns]


def test_the_graph_goes_from_left_to_right() -> None:
    big, small = graph.draw([deals(("A", "B"), ("B", "C"), ("A", "C"), ("X", "Y"))])
    assert names(big) == [["A"], ["B"], ["C"]]
    assert names(small) == [["X"], ["Y"]]
    assert [deal.source for deal in big.columns[2][0].deals] == [
        big.columns[1][0].number,
        big.columns[0][0].number,
    ]


def test_the_graph_joins_documents_by_name_and_cuts_circles() -> None:
    (component,) = graph.draw(
        [deals(("Crédit Alpha", "Beta")), deals(("BETA", "credit alpha"), ("Beta", "Beta"))]
    )
    assert sorted(chain.from_iterable(names(component))) == ["Beta", "Crédit Alpha"]
    assert len(component.columns) == 2
    assert sum(len(node.deals) for column in component.columns for node in column) == 2


def test_a_long_chain_has_no_more_columns_than_can_be_read() -> None:
    (component,) = graph.draw([deals(*pairwise(f"N{n:03}" for n in range(300)))])
    assert len(component.columns) == graph.COLUMNS
    assert sum(map(len, component.columns)) == 300


def test_the_timeline_has_events_at_their_dates_and_figures_of_the_same_sentence() -> None:
    text = "In 2019 sales were $5. In 2020 they rose 7% to $6, and in 2021 not at all. Nobody knows 2022."
    money = [
        reports.mention(text, n, "MONEY", s, **reports.money(s[1:], "USD")) for n, s in ((1, "$5"), (2, "$6"))
    ]
    share = reports.mention(text, 3, "PERCENT", "7%", **reports.share("7"))
    years = [reports.mention(text, n, "DATE", str(n), value=str(n)) for n in (2019, 2020, 2021, 2022)]
    mentions = tuple(sorted([*money, share, *years], key=lambda m: m.start))
    found = list(timeline.moments(shown(Document(lang="en", text=text, mentions=mentions))))
    assert [(m.value, [row.surface for row in m.facts]) for m in found] == [
        ("2019", ["$5"]),
        ("2020", ["7%", "$6"]),
    ]
    assert found[0].before + found[0].surface + found[0].after == "In 2019 sales were $5."

    told = [(m.day, m.card and m.card[1].title) for m in timeline.moments(shown(reports.document()))]
    assert told == [("2024-09-09", "Halden Robotics → Optiqa"), ("2021-01-01", "Norvik Capital → Optiqa")]
    grouped = timeline.years(timeline.moments(shown(reports.document())))
    assert [(year.year, year.events) for year in grouped] == [("2024", 1), ("2021", 1)]


def test_an_event_without_a_date_counts_as_of_the_publication() -> None:
    event = Acquisition(id="e", acquirer="A", target="B", status="announced")
    (moment,) = timeline.moments(shown(Document(published="2024-05", events=(event,), text="")))
    assert (moment.day, moment.value, moment.row) == ("2024-05-01", "2024-05", None)


@pytest.mark.parametrize("lang", ["und", "xx", "no such language", ""])
def test_a_record_of_any_language_has_a_timeline(lang: str) -> None:
    assert "2 documents" in render([reports.document(lang=lang)] * 2)


@given(st.text(alphabet="a7 .,\n\r", min_size=1, max_size=30), st.data())
def test_any_records_can_be_shown(text: str, data: st.DataObject) -> None:
    mentions = []
    for number in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        where = {"id": f"m{number}", "start": start, "end": end, "surface": text[start:end]}
        dated = data.draw(st.booleans())
        mentions.append(Date(value="2024", **where) if dated else Money(amount_min=Decimal(1), **where))
    event = Acquisition(
        id="e",
        acquirer="A",
        target="B",
        status="announced",
        price="m0",
        date="m1",
        evidence=((0, 99), (1, 0)),
    )
    document = Document(text=text, mentions=tuple(sorted(mentions, key=lambda m: m.start)), events=(event,))
    html = render([document, document], gold=[document, None])
    assert Page(html).article.replace("\r", "") == (2 * text).replace("\r", "")


# --- against gold ---


def test_verdicts() -> None:
    gold = reports.document()
    kept = list(gold.mentions)
    value = kept[4].model_copy(update={"amount_min": Decimal(1), "amount_max": Decimal(1)})
    wide = kept[8].model_copy(update={"end": kept[8].end + 1, "surface": kept[8].surface + " "})
    other = kept[6].model_copy(update={"direction": "decrease"})
    false = reports.mention(reports.TEXT, 99, "ORG", "billion", name="Billion")
    found = gold.model_copy(
        update={"mentions": (kept[0], kept[3], value, wide, other, false), "events": gold.events[:1]}
    )
    verdicts = judge(gold, found)
    said = [verdicts.of(mention).kind for mention in found.mentions]
    assert said == ["hit", "hit", "value", "span", "field", "false"]
    assert verdicts.of(value).expected.startswith("2,400,000,000 USD (“$2.4 billion”, ")
    assert verdicts.of(other).expected == "direction: increase"
    assert len(verdicts.missed) == 8
    assert verdicts.of(found.events[0]) == Verdict("hit")
    other_deal = found.events[0].model_copy(update={"price": "m9", "status": "completed"})
    verdicts_of_deal = judge(gold, gold.model_copy(update={"events": (other_deal,)}))
    assert verdicts_of_deal.of(other_deal) == Verdict("field", "price: $2.4 billion; status: announced")
    assert [event.id for event in verdicts.missed_events] == ["e2"]


def test_what_meets_optional_gold_alone_is_not_scored() -> None:
    gold = reports.document()
    optional = gold.mentions[0].model_copy(update={"optional": True})
    other = gold.model_copy(update={"mentions": (optional, *gold.mentions[1:])})
    assert judge(other, gold).of(gold.mentions[0]).kind == "unscored"


def test_missed_records_have_rows_and_cards_of_their_own() -> None:
    gold = reports.document()
    found = shown(gold.model_copy(update={"mentions": gold.mentions[:8], "events": ()}), gold)
    assert found.verdicts == {"hit": 8, "miss": 7}
    assert [card.verdict for card in found.cards] == [Verdict("miss")] * 2
    assert [entry.row for slot in found.cards[1].slots for entry in slot.entries] == [9, 8, 10]


# --- the command ---


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object, stdin: str = "") -> int:
    monkeypatch.setattr("sys.argv", ["aiextract", "render", *map(str, arguments)])
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
    with pytest.raises(SystemExit) as caught:
        main()
    return int(caught.value.code or 0)


def test_the_command_reads_articles_and_records(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article, page = tmp_path / "article.txt", tmp_path / "page.html"
    article.write_text("Sales rose 12% to $3.4bn in 2023.", encoding="utf-8")
    assert run(monkeypatch, article, "-o", page, "--title", "A title", "--types", "MONEY,PERCENT") == 0
    html = page.read_text(encoding="utf-8")
    assert "<title>A title</title>" in html
    assert [m["surface"] for m in reports.records_of(html)[0]["mentions"]] == ["12%", "$3.4bn"]

    records = tmp_path / "records.jsonl"
    kept = reports.document(doc_id="kept")
    lines = [kept.model_dump_json(), json.dumps({"doc_id": "new", "text": "It cost $7."})]
    records.write_text("\n".join(lines), encoding="utf-8")
    assert run(monkeypatch, records) == 0
    out = capsys.readouterr().out
    first, second = reports.records_of(out)
    assert Document.model_validate(first) == reports.document(doc_id="kept", text=None)
    assert (second["doc_id"], second["mentions"][0]["amount_min"]) == ("new", "7")


def test_a_line_that_is_no_record_costs_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = json.dumps({"text": "x", "mentions": [{"type": "MONEY"}]})
    other = reports.document(text="Another text.").model_dump_json()
    lines = (bad, other, reports.document().model_dump_json())
    assert run(monkeypatch, "--jsonl", "-", stdin="\n".join(lines)) == 1
    out, err = capsys.readouterr()
    assert "standard input:1: is no record: mentions.0" in err
    assert "the very text" in err
    assert len(reports.records_of(out)) == 1


def test_the_command_tells_hits_from_misses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    folder.mkdir()
    (tmp_path / "deal.txt").write_bytes(reports.TEXT.encode())
    (folder / "deal.json").write_text(reports.document(text=None).model_dump_json(), encoding="utf-8")
    page = tmp_path / "page.html"
    assert run(monkeypatch, "--gold", folder, "-o", page) == 0
    assert 'data-v="hit"' in page.read_text(encoding="utf-8")
    other = tmp_path / "other" / "deal.txt"
    other.parent.mkdir()
    other.write_text("Another text.", encoding="utf-8")
    assert run(monkeypatch, other, "--gold", folder, "-o", page) == 1
    assert "Another text." in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("no-such-file.txt",), 1, "no such file"),
        (("-", "-o", "no/such/folder/page.html"), 2, "cannot be written"),
        (("-", "--gold", "no-such-folder"), 1, "no such folder"),
        (("-", "--lang", "?"), 2, "language code"),
    ],
)
def test_bad_usage_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: Any,
    status: int,
    says: str,
) -> None:
    assert run(monkeypatch, *arguments, stdin="It cost $7.") == status
    assert says in capsys.readouterr().err


def test_a_page_is_not_written_to_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(monkeypatch, "-", stdin="It cost $7.") == 2
    assert "-o report.html" in capsys.readouterr().err
