"""Items shared out over processes, answers back in order, and what it costs when a process dies.

``multiprocessing.Pool`` waits for ever for the answer of a process that was killed, and
``concurrent.futures`` gives the whole pool up. Over an archive, some document takes all memory or all time
some day. Here each process has a pipe of its own and says which item it is at, so that its death or delay
costs that item and no other.

Few items are under way at a time, whatever the length of the stream: memory does not grow with it.
"""

from __future__ import annotations

import math
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator, MutableSequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, Protocol, TypeVar, cast

from aiextract.archive.worker import ITEM, NOWHERE, SINCE, Raised, serve
from aiextract.errors import WorkerError

__all__ = ["CHUNK", "Work", "share_out"]

T = TypeVar("T")
R = TypeVar("R")
_Item = TypeVar("_Item", contravariant=True)
_Answer = TypeVar("_Answer", covariant=True)

# Items that a process takes at a time, and characters: enough that the exchange does not count.
CHUNK = 32
_CHUNK_SIZE = 1 << 17
# How many times that may be under way for each process: the others go on for a while behind a slow item.
_WINDOW = 8
# Processes that may die in a row before one of them has begun.
_FALSE_STARTS = 3


class Work(Protocol[_Item, _Answer]):
    """What is done with an item. It goes to the processes by pickle, as items and answers do."""

    def prepare(self) -> None:
        """Load what all items need; called once a process."""

    def __call__(self, items: Iterable[_Item], /) -> Iterator[_Answer]:
        """The answer for each item, in order; some items may be taken ahead, so that they are done together.

        What it raises, or ``items`` does, comes after the answers before it.
        """

    def lost(self, item: _Item, reason: str, /) -> _Answer:
        """The answer in place of one that took too long or killed its process; it may raise."""

    def size(self, item: _Item, /) -> int:
        """How much work and memory an item is, in characters of text."""


def share_out(
    work: Work[T, R],
    items: Iterable[T],
    processes: int = 1,
    *,
    chunk: int = CHUNK,
    timeout: float | None = None,
) -> Iterator[tuple[T, R]]:
    """Each item with its answer, in the order of the items, which are taken as they are needed.

    ``chunk``: the most items that a process takes at a time. ``timeout``: seconds that an item may take; its
    process is then killed, and the item lost. An item on which a process dies is tried once more alone, then
    lost; what is done for several items together counts as part of the first. One process and no
    ``timeout``: all is done in this process.

    Raises what ``work`` and ``items`` raise, after the answers before it, and WorkerError where no process
    can be started.
    """
    if processes == 1 and timeout is None:
        return _alone(work, items, chunk)
    return _Workers(work, processes, chunk, timeout).answers(items)


def _alone(work: Work[T, R], items: Iterable[T], chunk: int) -> Iterator[tuple[T, R]]:
    """Each item with its answer, made in this process."""
    taken: deque[T] = deque()

    def noted() -> Iterator[T]:
        for item in items:
            taken.append(item)
            yield item

    stream, more = noted(), True
    while more:
        more = False
        for answer in work(islice(stream, chunk)):
            more = True
            yield taken.popleft(), answer


@dataclass(frozen=True, eq=False)
class _Process:
    """A process; ``position`` is memory that it writes to and this one reads."""

    process: SpawnProcess
    connection: Connection
    position: MutableSequence[float]

    def end(self) -> int | None:
        """Kill it if it lives; its exit status."""
        self.process.kill()
        self.process.join()
        self.connection.close()
        return self.process.exitcode


class _Workers(Generic[T, R]):
    def __init__(self, work: Work[T, R], processes: int, chunk: int, timeout: float | None) -> None:
        self._work, self._most, self._chunk = work, processes, chunk
        self._timeout = math.inf if timeout is None else timeout
        self._starting: list[_Process] = []
        self._idle: list[_Process] = []
        self._busy: dict[_Process, list[int]] = {}  # with the numbers of its items
        self._false_starts = 0
        # Items are numbered. Those under way, and their answers as far as they are there:
        self._items: dict[int, T] = {}
        self._answers: dict[int, R | Raised] = {}
        self._size = 0  # of all items under way
        self._taken = self._given = 0
        self._tasks: deque[list[int]] = deque()  # to be handed out
        self._suspects: set[int] = set()  # items on which a process died
        self._end: Exception | None = None  # of the stream

    def answers(self, items: Iterable[T]) -> Iterator[tuple[T, R]]:
        stream = iter(items)
        try:
            while True:
                self._hand_out()
                self._fill(stream)
                self._hand_out()
                yield from self._ready()
                if self._items:
                    self._listen()
                elif isinstance(self._end, StopIteration):
                    return
                elif self._end is not None:
                    raise self._end
        finally:
            for process in (*self._starting, *self._idle, *self._busy):
                process.end()

    def _fill(self, stream: Iterator[T]) -> None:
        """Take items until each process has a task to begin when it is done with its own."""
        most = _WINDOW * self._most
        while (
            self._end is None
            and len(self._tasks) < self._most
            and len(self._items) < most * self._chunk
            and (self._size < most * _CHUNK_SIZE or not self._items)
        ):
            # The first tasks are small: few items go to all processes alike, and the first answers come soon.
            wanted, size = min(self._chunk, 1 + self._taken // (2 * self._most)), 0
            task: list[int] = []
            while len(task) < wanted and size < _CHUNK_SIZE:
                try:
                    item = next(stream)
                except Exception as end:
                    self._end = end
                    break
                size += self._work.size(item)
                self._items[self._taken] = item
                task.append(self._taken)
                self._taken += 1
            self._size += size
            if task:
                self._tasks.append(task)

    def _hand_out(self) -> None:
        while self._tasks and self._idle:
            process, task = self._idle.pop(), self._tasks.popleft()
            process.position[ITEM] = NOWHERE
            self._busy[process] = task
            try:
                process.connection.send([self._items[number] for number in task])
            except OSError:
                self._died(process)
        running = len(self._starting) + len(self._busy) + len(self._idle)
        while running < self._most and len(self._starting) < len(self._tasks):
            self._start()
            running += 1

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")  # forking a process that runs threads can hang
        ours, theirs = context.Pipe()
        position = cast(MutableSequence[float], context.RawArray("d", [NOWHERE, 0.0]))
        process = context.Process(target=serve, args=(theirs, position), daemon=True)
        with _deaf():
            process.start()
            self._starting.append(_Process(process, ours, position))
        theirs.close()
        with suppress(OSError):  # if it has died, listening to it will show that
            ours.send(self._work)

    def _ready(self) -> Iterator[tuple[T, R]]:
        """The answers whose turn it is."""
        while self._given in self._answers:
            answer, item = self._answers.pop(self._given), self._items.pop(self._given)
            self._suspects.discard(self._given)
            self._size -= self._work.size(item)
            self._given += 1
            if isinstance(answer, Raised):
                raise answer.error
            yield item, answer

    def _listen(self) -> None:
        """Wait until a process says something, dies or is late."""
        heard = {process.connection: process for process in (*self._starting, *self._busy)}
        for connection in wait(list(heard), self._patience()):
            self._hear(heard[cast(Connection, connection)])
        now = time.monotonic()
        for process in [p for p in self._busy if self._due(p, now) <= 0]:
            self._died(process, late=True)

    def _patience(self) -> float | None:
        """Seconds until the first process may be late."""
        now = time.monotonic()
        due = min((self._due(process, now) for process in self._busy), default=self._timeout)
        return None if due == math.inf else max(0.01, due)

    def _due(self, process: _Process, now: float) -> float:
        begun = process.position[ITEM] != NOWHERE
        return self._timeout - (now - process.position[SINCE]) if begun else self._timeout

    def _hear(self, process: _Process) -> None:
        try:
            message: Any = process.connection.recv()
        except (EOFError, OSError):
            self._died(process)
            return
        if process in self._busy:
            # A list that ends with an exception is shorter: what is behind it is not asked for any more.
            self._answers.update(zip(self._busy.pop(process), message, strict=False))
        else:
            self._starting.remove(process)
            self._false_starts = 0
            if message is not None:
                process.end()
                raise message
        self._idle.append(process)

    def _died(self, process: _Process, *, late: bool = False) -> None:
        """The item that a process was at is tried alone once; the others of its task are handed out anew."""
        status = process.end()
        if process in self._starting:
            self._starting.remove(process)
            self._false_starts += 1
            # A status is of Python's own making, so that the next process would end alike; a signal is not.
            if (status or 0) >= 0 or self._false_starts >= _FALSE_STARTS:
                raise WorkerError(
                    f"a worker process ended while it started ({_ending(status)}); if this is a script, "
                    'its processes must be started below `if __name__ == "__main__":`'
                )
            return
        task = self._busy.pop(process)
        suspect = task.pop(max(0, int(process.position[ITEM])))
        if task:
            self._tasks.appendleft(task)
        if late:
            self._lose(suspect, f"took longer than {self._timeout:g} seconds")
        elif suspect in self._suspects:
            self._lose(suspect, f"the process that read it ended twice ({_ending(status)})")
        else:
            self._suspects.add(suspect)
            self._tasks.appendleft([suspect])

    def _lose(self, number: int, reason: str) -> None:
        try:
            self._answers[number] = self._work.lost(self._items[number], reason)
        except Exception as error:
            self._answers[number] = Raised(error)


def _ending(status: int | None) -> str:
    """How a process ended, in words."""
    if status is None or status >= 0:
        return f"exit status {status}"
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = f"signal {-status}"
    return f"{name}: out of memory?" if name == "SIGKILL" else name


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes started in here never see Ctrl-C, not even while Python starts; it reaches this one later."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which would unblock the signal when the first process starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
