"""Documents to render in tests, written by hand: what a page shows does not hang on what the rules find."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from aiextract.records import Acquisition, Date, Document, Funding, Money, Organization, Percent

TEXT = """Halden Robotics buys Optiqa

Halden Robotics said on 9 September 2024 that it pays $2.4 billion for Optiqa. The price is 18.5% above the last one.

Optiqa had raised €40 million from Norvik Capital in 2021. 𝔸 Halden Robotics, \U0001f916, fell 2%."""
KINDS = {"ORG": Organization, "MONEY": Money, "DATE": Date, "PERCENT": Percent}


def mention(text: str, number: int, kind: str, surface: str, nth: int = 0, **fields: Any) -> Any:
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    values = {"rule": f"en.{kind.lower()}.test", **fields}
    return KINDS[kind](id=f"m{number}", start=start, end=start + len(surface), surface=surface, **values)


def money(amount: str, currency: str) -> dict[str, Any]:
    return {"amount_min": Decimal(amount), "amount_max": Decimal(amount), "currency": currency}


def share(value: str) -> dict[str, Any]:
    return {"value_min": Decimal(value), "value_max": Decimal(value)}


def span(text: str, quote: str) -> tuple[int, int]:
    return text.index(quote), text.index(quote) + len(quote)


def document(**fields: Any) -> Document:
    """A deal, a funding round and two figures, one behind letters that take two units in UTF-16."""
    found = [
        ("ORG", "Halden Robotics", 0, {"name": "Halden Robotics"}),
        ("ORG", "Optiqa", 0, {"name": "Optiqa"}),
        ("ORG", "Halden Robotics", 1, {"name": "Halden Robotics"}),
        ("DATE", "9 September 2024", 0, {"value": "2024-09-09"}),
        ("MONEY", "$2.4 billion", 0, money("2400000000", "USD")),
        ("ORG", "Optiqa", 1, {"name": "Optiqa"}),
        ("PERCENT", "18.5%", 0, share("18.5") | {"direction": "increase"}),
        ("ORG", "Optiqa", 2, {"name": "Optiqa"}),
        ("MONEY", "€40 million", 0, money("40000000", "EUR")),
        ("ORG", "Norvik Capital", 0, {"name": "Norvik Capital"}),
        ("DATE", "2021", 0, {"value": "2021"}),
        ("ORG", "Halden Robotics", 2, {"name": "Halden Robotics"}),
        ("PERCENT", "2%", 0, share("2") | {"direction": "decrease"}),
    ]
    mentions = tuple(
        mention(TEXT, n, kind, surface, nth, **more) for n, (kind, surface, nth, more) in enumerate(found, 1)
    )
    deal = Acquisition(
        id="e1", rule="en.acquisition.test", acquirer="Halden Robotics", target="Optiqa", acquirer_mention="m1",
        target_mention="m2", price="m5", date="m4", status="announced", slot_rules={"price": "for_price"},
        evidence=(span(TEXT, "Halden Robotics buys Optiqa"), span(TEXT, "it pays $2.4 billion for Optiqa")),
    )  # fmt: skip
    funding = Funding(
        id="e2", rule="en.funding.test", company="Optiqa", company_mention="m8", investors=("Norvik Capital",),
        investor_mentions=("m10",), amount="m9", date="m11", status="completed",
        evidence=(span(TEXT, "Optiqa had raised €40 million from Norvik Capital in 2021."),),
    )  # fmt: skip
    values: dict[str, Any] = {
        "doc_id": "deal", "lang": "en", "published": "2024-09-10", "title": "Halden Robotics buys Optiqa",
        "mentions": mentions, "events": (deal, funding), "text": TEXT,
    }  # fmt: skip
    return Document(**(values | fields))


# What a text may hold to break out of where it stands, each part in a way of its own.
HOSTILE = "\n\n".join(
    (
        "<script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'>",
        """" onfocus="window.pwned = 3" autofocus tabindex="0" x='y'""",
        "</style><style>* { display: none }</style></mark></p></div></main></script><svg onload=window.pwned=4>",
        '<!-- <script> --!> ]]> <a href="javascript:window.pwned = 5">javascript:window.pwned=6</a>',
        "{{ 7 * 7 }} {% raw %} ${7*7} \u2028window.pwned = 7\u2029 &lt;b&gt; &#60;script&#62; \u202eevil\u202c",
        "<base href='//evil.invalid/'><meta http-equiv=refresh content='0;url=//evil.invalid'><iframe srcdoc='x'>",
        "\x00\x08\x1b[31m null and escape",
    )
)


def hostile() -> Document:
    """Hostile text everywhere that a record has text: in mentions that cross, in names, ids and rules."""

    def at(number: int, surface: str, name: str) -> Organization:
        return mention(
            HOSTILE, number, "ORG", surface, name=name, rule="</code><script>window.pwned=8</script>"
        )

    first, second = HOSTILE.split("\n\n")[:2]
    mentions = (
        at(1, first, "</script><script>window.pwned = 9</script>"),
        at(2, first[10:] + "\n\n" + second[:12], "\"><img src=x onerror=window.pwned=10>"),
        at(3, "</style><style>", "javascript:window.pwned=11"),
        at(4, "\u2028window", "\u2028\u2029</ScRiPt><!--<script>"),
    )  # fmt: skip
    deal = Acquisition(
        id='"><script>window.pwned=12</script>', acquirer="<b>x</b>", target="</h3><script>window.pwned=13</script>",
        acquirer_mention="m1", status="announced", evidence=((0, len(HOSTILE)),),
        slot_rules={"<i>": "</li><script>window.pwned=14</script>"},
    )  # fmt: skip
    return Document(
        doc_id="</title><script>window.pwned=15</script>", lang='en" onload="window.pwned=16', title="</option><script>window.pwned=17</script>",
        published='"><script>window.pwned=18</script>', mentions=mentions, events=(deal,), text=HOSTILE,
        meta={"warnings": ("<script>window.pwned=19</script>",)},
    )  # fmt: skip


def records_of(html: str) -> list[Any]:
    """The records that a page carries."""
    parts = html.split('<script type="application/json">')[1:]
    return [json.loads(part.split("</script>")[0]) for part in parts]
