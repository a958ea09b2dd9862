"""The other end of the pipe: a process that takes lists of items and gives lists of answers.

Nothing heavy is imported before the environment says how many threads the numeric libraries take.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections.abc import MutableSequence
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

from aiextract.errors import WorkerError

# Processes share the cores among them; threads of BLAS in each would wait for each other.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
# What a process writes into its ``position``: the number in the list of the item that it is at (NOWHERE:
# none), and since when (time.monotonic, which all processes of a machine share).
ITEM, SINCE = 0, 1
NOWHERE = -1.0


class Raised(NamedTuple):
    """An exception in place of an answer; the rest of its list was not looked at."""

    error: Exception


def serve(connection: Connection, position: MutableSequence[float]) -> None:
    """Receive the work, say None when it is prepared (or what it raised), then answer list after list.

    Returns when the pipe is closed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        work = connection.recv()
        try:
            work.prepare()
        except Exception as error:
            connection.send(portable(error))
            return
        connection.send(None)
        while True:
            connection.send(_answers(work, connection.recv(), position))
    except (EOFError, ConnectionError):
        return


def _answers(work: Any, items: list[Any], position: MutableSequence[float]) -> list[Any]:
    answers: list[Any] = []
    made = iter(work(items))
    for number in range(len(items)):
        position[SINCE] = time.monotonic()
        position[ITEM] = number
        try:
            answers.append(next(made))
        except Exception as error:
            answers.append(Raised(portable(error)))
            break
    position[ITEM] = NOWHERE
    return answers


def _end_with_parent() -> None:
    """End this process in the midst of an item when the parent is gone: nobody waits for the answer."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def portable(error: Exception) -> Exception:
    """The error, if it comes out of a pickle as it went in, else one that says the same."""
    try:
        copy = pickle.loads(pickle.dumps(error))
        same = type(copy) is type(error) and str(copy) == str(error)
    except Exception:
        same = False
    return error if same else WorkerError(f"{type(error).__name__}: {error}")
