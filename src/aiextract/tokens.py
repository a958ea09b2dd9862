"""The tokens of a text, by one expression for all languages: what the name model and the tokenizer read."""

from __future__ import annotations

import re
from itertools import accumulate

from aiextract.source import clean

# A token and whether one space follows it. Runs are split where names begin: after an elided article
# (l'Oréal, d'Anthropic), before a possessive (Baidu's), and at every sign. A number keeps its marks.
TOKEN = re.compile(
    r"""(
      \d+(?:[.,]\d+)*+            # 12, 3,5, 1.234.567,89
    | [^\W\d_]['’](?=\w)          # l', d'
    | ['’]s\b                     # 's
    | [^\W\d_]++                  # a word
    | \s+                         # line breaks and further spaces are tokens of their own
    | .                           # a sign, an underscore
    )([ ]?)""",
    re.VERBOSE | re.DOTALL,
)
# A shape holds at most four of one character in a row; a word as long as this has none.
_RUN, _LONG = 4, 100
_REPEATED = re.compile(rf"((.)\2{{{_RUN - 1}}})\2+", re.DOTALL)


def tokens(text: str) -> tuple[list[str], list[int]]:
    """The tokens of a text as the tokenizer makes them, and the code-point offset of each, without a Doc."""
    pairs = TOKEN.findall(clean(text))
    ends = accumulate(len(word) + len(space) for word, space in pairs)
    return [word for word, _ in pairs], [0, *ends][: len(pairs)]


def word_shape(word: str) -> str:
    """``Xxxx-dd`` of ``Total-42``: as spaCy's attribute of this name, and several times as fast."""
    if len(word) >= _LONG:
        return "LONG"
    if word.isalpha():
        rest = word[1:]
        if word.islower():
            return "x" * min(_RUN, len(word))
        if rest.islower() and word[0].isupper():
            return "X" + "x" * min(_RUN, len(rest))
    shape = "".join(
        ("X" if char.isupper() else "x") if char.isalpha() else "d" if char.isdigit() else char
        for char in word
    )
    return _REPEATED.sub(r"\1", shape)
