"""Write what CLDR knows of currencies: ``data/currencies.toml`` and the ``[money.names]`` of each language.

Run after an update of Babel: ``python scripts/import_currencies.py``. A language file keeps all but the lines
between the marks ``# names from CLDR`` and ``# end of names``.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from babel import Locale
from babel.core import get_global

from aiextract.source import fold

DATA = Path(__file__).parents[1] / "src" / "aiextract" / "languages" / "data"
BEGIN, END = "# names from CLDR", "# end of names"

# A symbol of several currencies stands for the one that news mean by it; None: for none of them.
SHARED = {
    "$": "USD", "£": "GBP", "¥": "JPY", "₩": "KRW", "₨": "INR", "Rs": "INR", "Rs.": "INR", "kr": None,
    "Fr": None, "Fr.": "CHF", "元": "CNY", "圓": "TWD", "円": "JPY", "원": "KRW", "Lei": "RON", "lei": "RON",
}  # fmt: skip
# Written in prices and news, not in CLDR.
WRITTEN = {
    "US$": "USD", "U.S.$": "USD", "$US": "USD", "USD$": "USD",
    "A$": "AUD", "AU$": "AUD", "$A": "AUD",
    "AUD$": "AUD", "C$": "CAD", "CA$": "CAD", "$CA": "CAD", "$CAN": "CAD", "Can$": "CAD", "CAD$": "CAD",
    "NZ$": "NZD", "NZD$": "NZD", "$NZ": "NZD", "HK$": "HKD", "HKD$": "HKD", "S$": "SGD", "SG$": "SGD",
    "NT$": "TWD", "MX$": "MXN", "Mex$": "MXN",
    "R$": "BRL", "R $": "BRL", "C $": "CAD", "CR$": "BRR", "NCz$": "BRN", "Cz$": "BRC",
    "RMB": "CNY", "rmb": "CNY", "RMB¥": "CNY", "CN¥": "CNY",
    "JP¥": "JPY", "Rp": "IDR", "rp": "IDR", "Rp.": "IDR", "RM": "MYR", "rm": "MYR",
    "€": "EUR", "₹": "INR", "₽": "RUB", "руб": "RUB",
    "руб.": "RUB", "грн": "UAH", "грн.": "UAH", "₴": "UAH", "₺": "TRY", "₪": "ILS", "₫": "VND", "₱": "PHP",
    "₦": "NGN", "₭": "LAK", "₡": "CRC", "₲": "PYG", "₵": "GHS", "₸": "KZT", "₮": "MNT", "₾": "GEL",
    "฿": "THB", "৳": "BDT", "ரூ": "LKR", "zł": "PLN", "Kč": "CZK", "Kčs": "CSK", "Ft": "HUF", "лв": "BGN",
    "лв.": "BGN", "NIS": "ILS", "NTD": "TWD", "FCFA": "XOF", "F CFA": "XOF", "CFA": "XOF", "DM": "DEM",
    "₣": "FRF", "₤": "ITL", "₧": "ESP", "Esc.": "PTE", "£E": "EGP", "E£": "EGP", "GBp": "GBP", "€ur": "EUR",
    "JP¥.": "JPY", "TL": "TRY", "Dhs": "AED", "Dh": "AED", "CUC$": "CUC", "J$": "JMD", "B$": "BND",
    "EC$": "XCD", "Bds$": "BBD", "TT$": "TTD", "N$": "NAD", "Z$": "ZWL", "FJ$": "FJD",
    "AR$": "ARS", "ARS$": "ARS", "B/.": "PAB", "CLP$": "CLP", "COL$": "COP", "COP$": "COP", "RD$": "DOP",
    "S/": "PEN", "S/.": "PEN", "U$D": "USD", "U$S": "USD", "u$s": "USD", "Gs.": "PYG", "Bs.S": "VES",
    "BsF": "VEF",
}  # fmt: skip
CRYPTO = {
    "BTC": ["BTC", "XBT", "₿", "bitcoin", "bitcoins"], "ETH": ["ETH", "Ξ", "ether", "ethers", "ethereum"],
    "USDT": ["USDT", "tether", "tethers"], "USDC": ["USDC"], "BNB": ["BNB"], "XRP": ["XRP"],
    "SOL": ["SOL"], "DOGE": ["DOGE", "dogecoin", "dogecoins"], "LTC": ["LTC", "litecoin", "litecoins"],
    "ADA": ["ADA"], "BCH": ["BCH"], "XMR": ["XMR", "monero", "moneros"], "DOT": ["DOT"],
}  # fmt: skip
# Codes and symbols that are words, too: "ALL 5", "TOP 500", "Lei 12.350".
WORDS = [
    "ADA",
    "ALL",
    "BAM",
    "COP",
    "CUP",
    "DOT",
    "LEI",
    "MAD",
    "MOP",
    "PEN",
    "SIT",
    "SOL",
    "SOS",
    "TOP",
    "TRY",
]
# Codes that are written in small letters as well.
SMALL = [
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "JPY",
    "KRW", "MKD", "MXN", "MYR", "NOK", "NZD", "PLN", "RON", "RUB", "SEK", "SGD", "THB", "TWD", "USD", "ZAR",
]  # fmt: skip
# Money of states that are no more, still in the news of their time; funds, metals and test codes stay out.
OLD = ("ATS BEF BGL CSK CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE ROL RUR SIT SKK "
       "SUR TRL VEB VEF YUM ZWD ZWL BRR BRE BRC BRN MXP PLZ").split()  # fmt: skip


def current() -> list[str]:
    """ISO codes that are tender somewhere today, and old ones of the news."""
    codes = {
        code
        for periods in get_global("territory_currencies").values()
        for code, _, end, tender in periods
        if tender and end is None
    }
    return sorted(codes | {"CNH", *OLD})


def symbols(codes: list[str]) -> dict[str, str]:
    """Symbol -> code: CLDR's own in English, then what is written, then the shared ones."""
    found: dict[str, str] = {}
    for code, symbol in Locale("en").currency_symbols.items():
        plain = symbol.replace("\u202f", " ").replace("\u00a0", " ")
        if code in codes and plain != code:
            found[plain] = code
    found |= WRITTEN
    for symbol, meant in SHARED.items():
        found.pop(symbol, None)
        if meant:
            found[symbol] = meant
    return dict(sorted(found.items()))


def names(language: str, codes: list[str]) -> dict[str, list[str]]:
    """Code -> its names in a language, in the singular and the plural, folded."""
    found: dict[str, list[str]] = {}
    taken: dict[str, str] = {}
    for tag in [language, *(["pt_PT"] if language == "pt" else [])]:
        locale = Locale.parse(tag)
        for code in codes:
            if code == "CNH":  # the yuan is CNY wherever it is traded
                continue
            plurals = locale._data["currency_names_plural"].get(code, {})
            # CLDR marks the years of an old currency ("franc belge (1960-1989)"); no text does.
            forms = {re.sub(r" \(.*\)", "", fold(name)) for name in plurals.values() if isinstance(name, str)}
            if name := locale.currencies.get(code):
                forms.add(re.sub(r" \(.*\)", "", fold(name)))
            for form in sorted(forms - {code.lower()}):
                if taken.setdefault(form, code) == code:
                    found.setdefault(code, [])
                    if form not in found[code]:
                        found[code].append(form)
    return found


def write_language(path: Path, codes: list[str]) -> None:
    text = path.read_text(encoding="utf-8")
    if BEGIN not in text:
        return
    head, rest = text.split(BEGIN, 1)
    _, tail = rest.split(END, 1)
    lines = [f"{BEGIN} (scripts/import_currencies.py)", "[money.names]"]
    lines += [f"{code} = {json.dumps(n, ensure_ascii=False)}" for code, n in names(path.stem, codes).items()]
    path.write_text(head + "\n".join(lines) + "\n" + END + tail, encoding="utf-8")


def write_currencies(codes: list[str]) -> None:
    def listed(items: list[str]) -> str:
        return json.dumps(items, ensure_ascii=False)

    lines = [
        "# Currencies as every language writes them. Made by scripts/import_currencies.py from CLDR.",
        f"codes = {listed(codes)}",
        "# Codes and symbols that are words, too: not read before a number.",
        f"words = {listed(WORDS)}",
        "# Codes that are also written in small letters.",
        f"small = {listed(SMALL)}",
        "",
        "[symbols]",
        *(f"{listed([s])[1:-1]} = {listed([c])[1:-1]}" for s, c in symbols(codes).items()),
        "",
        "[crypto]",
        *(f"{code} = {listed(written)}" for code, written in CRYPTO.items()),
    ]
    (DATA / "currencies.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    codes = current()
    write_currencies(codes)
    for path in sorted(DATA.glob("*.toml")):
        if path.stem not in ("currencies", "und"):
            write_language(path, codes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
