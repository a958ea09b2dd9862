"""The work of all requests: so much at once, so much waiting, so long for each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock
from typing import TypeVar

from fastapi import HTTPException

T = TypeVar("T")


class Desk:
    """Runs work in a few threads; refuses what would wait too long, and waits for none beyond its time.

    A thread cannot be stopped from outside. Work is given an event that says when nobody waits for it any
    more, and looks at it between two articles; what is left to do for one article is bounded by its size.
    """

    def __init__(self, workers: int, waiting: int, seconds: float) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="aiextract")
        self._most = workers + waiting
        self._seconds = seconds
        self._pending = 0  # running and waiting
        self._lock = Lock()

    async def do(self, work: Callable[[Event], T]) -> T:
        """The result of the work; HTTPException 503 where too much waits, 504 where it takes too long."""
        if self._pending >= self._most:
            raise HTTPException(503, "too many requests wait already: try again", {"Retry-After": "1"})
        given_up = Event()
        with self._lock:
            self._pending += 1
        future = self._pool.submit(work, given_up)
        future.add_done_callback(self._done)
        try:
            # Cancelling reaches only work that has not begun.
            return await asyncio.wait_for(asyncio.wrap_future(future), self._seconds)
        except TimeoutError:
            raise HTTPException(
                504, f"it took more than {self._seconds:g} seconds: send less at a time"
            ) from None
        finally:
            given_up.set()

    def _done(self, _future: Future[T]) -> None:
        with self._lock:
            self._pending -= 1

    def close(self) -> None:
        """Let nothing new begin."""
        self._pool.shutdown(wait=False, cancel_futures=True)
