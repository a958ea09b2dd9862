"""How far a run is, on a terminal: articles done, their rate, and the time gone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from aiextract.archive.run import Counts
from aiextract.cli.common import console

# Seconds between two looks at the counts.
_PERIOD = 0.25


@contextmanager
def shown(counts: Counts) -> Iterator[None]:
    """Show the counts as they grow, on standard error."""
    told = TextColumn("{task.completed:,.0f} documents, {task.fields[rate]:,.1f} a second")
    end = Event()
    with Progress(
        SpinnerColumn(), told, TimeElapsedColumn(), console=console(sys.stderr), transient=True
    ) as bar:
        task = bar.add_task("", total=None, rate=0.0)

        def watch() -> None:
            while not end.wait(_PERIOD):
                fresh = counts.articles - counts.skipped
                rate = fresh / max(_PERIOD, bar.tasks[0].elapsed or 0.0)
                bar.update(task, completed=counts.articles, rate=rate)

        watcher = Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            end.set()
            watcher.join()
