"""Text that does not repeat, made from the articles of this project.

Sentences are drawn at random; in each, digits are drawn anew and longer words are replaced now and then by
words made of the article's own syllables, so that no cache and no vocabulary can answer for the reader.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
ARTICLES = {
    "fr": ["examples/fr.txt", "seeds/000_06f4e95c158327e2.txt", "seeds/003_d03d8f81d040c216.txt"],
    "pt": ["examples/pt.txt", "seeds/004_500ed864d1b32933.txt"],
    "id": ["examples/id.txt", "seeds/002_36b3aad7987ac630.txt"],
    "en": ["examples/en.txt", "benchmarks/prose.en.txt"],
}
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*\s*")
_WORD = re.compile(r"\b[^\W\d_A-Z]{5,}\b")
# How often a longer word is replaced: about as many words are new as in ten thousand articles of a feed.
FRESH = 0.2


def distinct_text(lang: str, words: int, seed: int = 0) -> str:
    """About ``words`` words in paragraphs of five sentences, no two sentences the same."""
    draw = random.Random(seed)
    text = "\n".join(
        (ROOT / name).read_text(encoding="utf-8") for name in ARTICLES[lang] if (ROOT / name).exists()
    )
    sentences = [s.strip() for s in _SENTENCE.findall(text) if len(s) > 30]
    syllables = [w[i : i + 3] for w in _WORD.findall(text) for i in range(0, len(w) - 3, 3)]

    def word(match: re.Match[str]) -> str:
        if draw.random() >= FRESH:
            return match[0]
        return "".join(draw.choice(syllables) for _ in range(draw.randint(2, 4)))

    def digit(match: re.Match[str]) -> str:
        # Years stay years, and no number begins with a zero that it did not have.
        return (
            match[0]
            if match[0].startswith(("19", "20"))
            else str(draw.randint(1, 9)) + "".join(str(draw.randint(0, 9)) for _ in match[0][1:])
        )

    parts: list[str] = []
    count = 0
    while count < words:
        sentence = re.sub(r"\d+", digit, _WORD.sub(word, draw.choice(sentences)))
        count += len(sentence.split())
        parts.append(sentence)
    return "\n\n".join(" ".join(parts[i : i + 5]) for i in range(0, len(parts), 5))
