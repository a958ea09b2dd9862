"""Memory that processes hold, for the long runs (Linux)."""

from __future__ import annotations

import os
import statistics
from collections.abc import Sequence
from pathlib import Path


def resident(process: int | str = "self") -> float:
    """MiB that a process holds; 0 once it has ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def quarters(held: Sequence[float]) -> tuple[float, float]:
    """The means of the first quarter of some figures and of the last."""
    quarter = max(1, len(held) // 4)
    return statistics.mean(held[:quarter]), statistics.mean(held[-quarter:])
