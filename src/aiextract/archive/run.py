"""A run over an archive: articles in, documents out, into a file that can be resumed or down a pipe."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from aiextract.archive import parts, resuming, workers
from aiextract.archive.extraction import Answer, Extraction
from aiextract.archive.journal import Entry, Journal
from aiextract.archive.parts import Parts, folder_of
from aiextract.archive.resuming import Keyed
from aiextract.errors import OutputError, ResumeError, UnfinishedError
from aiextract.readers import Input
from aiextract.writers import Format

__all__ = ["Counts", "Sharing", "Target", "answers", "into_file"]


class Sharing(NamedTuple):
    """How articles are shared out: processes, articles a process takes at a time, seconds for an article."""

    processes: int = 1
    chunk: int = workers.CHUNK
    timeout: float | None = None


_ALONE = Sharing()


class Target(NamedTuple):
    """A file of output and its format; ``errors``: a file for the error records.

    ``part``: the most articles in a part. ``resume``: go on with an interrupted run. ``restart``: throw away
    what one left behind. ``settings``: what the output depends on beside the extraction.
    """

    out: Path
    form: Format
    errors: Path | None = None
    part: int = parts.PART
    resume: bool = False
    restart: bool = False
    settings: Mapping[str, Any] = {}


class Counts:
    """What a run has done so far: articles behind it, those of them that failed, and those done before.

    At its end ``replaced`` are those that a later one of the same id has replaced in a database.
    """

    def __init__(self) -> None:
        self.articles = self.failed = self.skipped = self.replaced = 0


# Is told what became of an article, but for those that were done before.
Observer = Callable[[Input, Answer], None]


def answers(
    articles: Iterable[Input], extraction: Extraction, sharing: Sharing = _ALONE
) -> Iterator[tuple[Input, Answer]]:
    """Each article with its answer, in order."""
    return workers.share_out(
        extraction, articles, sharing.processes, chunk=sharing.chunk, timeout=sharing.timeout
    )


def into_file(
    articles: Iterable[Input],
    extraction: Extraction,
    target: Target,
    sharing: Sharing = _ALONE,
    *,
    counts: Counts | None = None,
    observer: Observer = lambda article, answer: None,
) -> Counts:
    """Write the documents of all articles into one file.

    Until it is complete, ``OUT.parts`` holds what is done, and ``OUT`` is as it was. After an interruption
    (of any kind, at any point), a run with ``resume`` makes the same output as one that was not interrupted.

    Raises ResumeError where an interrupted run is there and not asked for, or had other settings; OutputError
    where the output cannot be begun, UnfinishedError where the disk does not take all of it.
    """
    counts = counts or Counts()
    out, folder = target.out, folder_of(target.out)
    if Journal.is_in(folder) and not (target.resume or target.restart):
        raise ResumeError(
            f"{folder} holds what an interrupted run has done: go on with it (--resume) or throw it away "
            "(--restart)"
        )
    from aiextract import __version__

    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror}") from None
    settings = {**extraction.settings(), **target.settings, "version": __version__}
    with ExitStack() as stack:
        with _storing(target):
            journal = stack.enter_context(Journal.opened(folder, settings, fresh=not target.resume))
            made = Parts(folder, target.form, journal, target.part)
        stack.callback(made.abandon)
        done: deque[tuple[int, Entry]] = deque()
        waiting: deque[Keyed] = deque()
        missing = _missing(articles, journal.entries, done, waiting)
        for number, (article, answer) in enumerate(answers(missing, extraction, sharing)):
            _take_over(done, number, made, counts, target)
            with _storing(target):
                made.add(waiting.popleft(), answer)
            counts.articles += 1
            counts.failed += answer.error is not None
            observer(article, answer)
        _take_over(done, None, made, counts, target)
        with _storing(target):
            counts.replaced = made.join(out, target.errors)
            made.remove()
    return counts


def _missing(
    articles: Iterable[Input],
    entries: Iterable[Entry],
    done: deque[tuple[int, Entry]],
    waiting: deque[Keyed],
) -> Iterator[Input]:
    """The articles that are to be done, also put into ``waiting``.

    Parts that are done go into ``done``, each with the number of articles before it.
    """
    number = 0
    for found in resuming.unfinished(articles, entries):
        if isinstance(found, Entry):
            done.append((number, found))
        else:
            number += 1
            waiting.append(found)
            yield found.article


def _take_over(
    done: deque[tuple[int, Entry]], number: int | None, made: Parts, counts: Counts, target: Target
) -> None:
    """Put the parts of an earlier run in their place: those that stand before an article, or all."""
    while done and (number is None or done[0][0] <= number):
        _, entry = done.popleft()
        with _storing(target):
            made.take_over(entry)
        counts.articles += entry.articles
        counts.skipped += entry.articles
        counts.failed += len(entry.failed)


@contextmanager
def _storing(target: Target) -> Iterator[None]:
    """What cannot be written ends the run, and does not lose what is done."""
    try:
        yield
    except (OSError, OutputError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnfinishedError(
            f"{target.out}: cannot be written: {reason}; what is done is kept in {folder_of(target.out)}: "
            "when that is mended, go on with --resume"
        ) from None
