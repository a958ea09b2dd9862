"""Which articles of a stream are done: those that a part of an interrupted run was made of.

A part is taken over where the stream has the very articles that it was made of (ids, contents, languages and
dates), in their order. So a part whose articles have changed since, or stand elsewhere among others, is made
anew where it must, and the output is always that of an undisturbed run over the stream as it is now.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from aiextract.archive.journal import Entry
from aiextract.readers import Input

__all__ = ["Keyed", "digest", "first_key", "keyed", "unfinished"]


class Keyed(NamedTuple):
    """An article with the hash of all that its document depends on, but for the settings of the run."""

    article: Input
    key: bytes


def keyed(article: Input) -> Keyed:
    """The article with its key."""
    # The document of an article that could not be read tells its place.
    place = None if article.error is None else f"{article.place} {article.error}"
    made = hashlib.blake2b(digest_size=16)
    for field in (article.doc_id, article.text, article.lang, article.published, article.warning, place):
        data = b"" if field is None else field.encode("utf-8", "surrogatepass")
        made.update(b"-" if field is None else b"%d:" % len(data))
        made.update(data)
    return Keyed(article._replace(record=None), made.digest())


def first_key(articles: Sequence[Keyed]) -> str:
    """By what a part is found: the key of its first article."""
    return articles[0].key.hex() if articles else ""


def digest(articles: Sequence[Keyed], failed: Iterable[int]) -> str:
    """The hash of a part's articles; ``failed``: numbers of those whose documents tell their place."""
    made = hashlib.blake2b(digest_size=16)
    told = set(failed)
    for number, (article, key) in enumerate(articles):
        made.update(key)
        if number in told:
            made.update(article.place.encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def unfinished(articles: Iterable[Input], entries: Iterable[Entry]) -> Iterator[Keyed | Entry]:
    """In order: an entry in place of the articles that its part holds, and the others themselves.

    Never more is read ahead than the articles of one part.
    """
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.articles:
            found[entry.first].append(entry)
    stream = map(keyed, articles)
    ahead: deque[Keyed] = deque()
    while True:
        if not ahead:
            try:
                ahead.append(next(stream))
            except StopIteration:
                return
        done = None
        for entry in found.get(ahead[0].key.hex(), ()):
            while len(ahead) < entry.articles and (more := next(stream, None)) is not None:
                ahead.append(more)
            if len(ahead) >= entry.articles:
                part = [ahead[number] for number in range(entry.articles)]
                if digest(part, entry.failed) == entry.digest:
                    done = entry
                    break
        if done is None:
            yield ahead.popleft()
            continue
        found[done.first].remove(done)
        for _ in range(done.articles):
            ahead.popleft()
        yield done
