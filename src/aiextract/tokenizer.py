"""One tokenizer for all languages: a regex, and a Doc from its words and spaces.

It is the same in training and in use, needs no language data of spaCy (whose ``fr`` alone takes 2.6 s
to import), and reads several times faster than spaCy's own. ``doc.text`` is the text that was given, but
for lone surrogates, which no UTF-8 string can hold: each becomes U+FFFD.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.attrs import LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from aiextract.source import clean, remember
from aiextract.tokens import TOKEN, word_shape

# All that a name model reads of a word. The other lexical attributes of spaCy (LIKE_URL, IS_STOP …) cost
# more than half of the time that a Doc takes, so that they read as unset in a pipeline with this tokenizer.
LEXICAL_ATTRIBUTES = frozenset((LOWER, NORM, PREFIX, SUFFIX, SHAPE))


class Tokenizer:
    """Text to Doc. Nothing is learned, so serialization writes nothing."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokenize a text of any content; whitespace beyond one space becomes tokens."""
        text = clean(text)
        pairs = TOKEN.findall(text)
        doc = Doc(self.vocab, words=[word for word, _ in pairs], spaces=[space == " " for _, space in pairs])
        remember(doc, text)
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterable[Doc]:
        """Tokenize a stream of texts."""
        return map(self, texts)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing to keep."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> Tokenizer:
        """Nothing to restore."""
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Nothing to keep."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> Tokenizer:
        """Nothing to restore."""
        return self


@registry.tokenizers("aiextract.Tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """The ``[nlp.tokenizer]`` of an aiextract pipeline."""

    def build(nlp: Language) -> Tokenizer:
        vocab: Any = nlp.vocab  # spaCy's stubs leave the attribute out
        getters = {**vocab.lex_attr_getters, SHAPE: word_shape}
        vocab.lex_attr_getters = {attr: getters[attr] for attr in getters if attr in LEXICAL_ATTRIBUTES}
        return Tokenizer(nlp.vocab)

    return build
