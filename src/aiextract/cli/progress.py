"""How far a run is, on a terminal: articles done, their rate, and the time left where that can be told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread

from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from aiextract.archive.run import Counts
from aiextract.cli.common import console
from aiextract.readers import Form, Input
from aiextract.readers.files import Source, expand

# Seconds between two looks at the counts.
_PERIOD = 0.25


class Meter:
    """How far articles are taken from their files, in bytes; ``total`` None where that cannot be told.

    A file of many articles is behind as far as their texts are long, and wholly when the next one begins:
    good enough for the time left. A compressed file, a table in columns and standard input tell no such size.
    """

    def __init__(self, files: Sequence[str], form: Form | None = None) -> None:
        self.done = 0
        self.total: int | None = 0
        self._ends: dict[str, int] = {}  # of the files, each behind those before it
        for source in expand(files, form):
            if not isinstance(source, Source) or self.total is None:
                continue
            if (
                source.compression is not None
                or (form or source.form) is Form.parquet
                or not os.path.isfile(source.path)
            ):
                self.total = None
                continue
            self.total += os.path.getsize(source.path)
            self._ends[source.name] = self.total

    def watched(self, articles: Iterable[Input]) -> Iterator[Input]:
        """The same articles; ``done`` grows as they are taken."""
        name, begin = "", 0
        for article in articles:
            whole = article.place in self._ends
            file = article.place if whole else article.place.rpartition(":")[0]
            end = self._ends.get(file, self.done)
            if file != name:
                name, begin = file, self._ends.get(name, 0)
                self.done = max(self.done, begin)
            self.done = min(end, self.done + len(article.text.encode("utf-8", "replace")))
            yield article


@contextmanager
def shown(counts: Counts, meter: Meter) -> Iterator[None]:
    """Show the counts as they grow, on standard error."""
    told = TextColumn("{task.fields[articles]:,.0f} documents, {task.fields[rate]:,.1f} a second")
    columns = [SpinnerColumn(), told, TimeElapsedColumn()]
    if meter.total:
        columns += [BarColumn(), TextColumn("left"), TimeRemainingColumn()]
    end = Event()
    with Progress(*columns, console=console(sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=meter.total or None, rate=0.0, articles=0)

        def watch() -> None:
            while not end.wait(_PERIOD):
                fresh = counts.articles - counts.skipped
                rate = fresh / max(_PERIOD, bar.tasks[0].elapsed or 0.0)
                bar.update(task, completed=meter.done, articles=counts.articles, rate=rate)

        watcher = Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            end.set()
            watcher.join()
