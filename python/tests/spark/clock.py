"""How long something takes on Linux: by the clock, and of the processors, whoever else is there."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

TICKS = os.sysconf("SC_CLK_TCK")
ALL = os.sched_getaffinity(0)


class Clock:
    """What was measured, by name: seconds by the clock, and of processors."""

    def __init__(self) -> None:
        self.runs: dict[str, list[tuple[float, float]]] = {}

    def __call__(self, name: str, work: Callable[[], Any]) -> Any:
        """Do it, and note how long it took."""
        start, worked = time.perf_counter(), processor_seconds()
        answer = work()
        run = (time.perf_counter() - start, processor_seconds() - worked)
        self.runs.setdefault(name, []).append(run)
        return answer

    def table(self, pairs: int = 0) -> str:
        """Medians, as a table of Markdown. In each run so many pairs were judged."""
        columns = [
            "runs",
            "seconds",
            "from, to",
            "seconds of processors",
            *(["pairs for each of these"] if pairs else []),
        ]
        lines = [f"| | {' | '.join(columns)} |", "| --- |" + " --- |" * len(columns)]
        for name, runs in self.runs.items():
            seconds, worked = sorted(run[0] for run in runs), median(run[1] for run in runs)
            took = f"{median(seconds):.2f} | {seconds[0]:.2f} to {seconds[-1]:.2f} | {worked:.2f} |"
            lines.append(f"| {name} | {len(runs)} | {took}" + (f" {pairs / worked / 1e6:.0f} M |" if pairs else ""))
        return "\n".join(lines)

    def growth(self, name: str, other: str) -> float:
        """How many times as long the one takes by the clock as the other."""
        return median(run[0] for run in self.runs[name]) / median(run[0] for run in self.runs[other])


def processor_seconds() -> float:
    """What this process and all below it have worked: Java, and Python's workers."""
    stats = _stats()
    return sum(stats[pid][1] for pid in _ours(stats) if pid in stats) / TICKS


def hold_to(cores: int) -> None:
    """Let this process and all below it, and whatever they start, run on so many processors."""
    allowed = set(sorted(ALL)[:cores])
    for pid in _ours(_stats()):
        for thread in Path(f"/proc/{pid}/task").glob("*"):
            with suppress(OSError):  # It has ended.
                os.sched_setaffinity(int(thread.name), allowed)


def _stats() -> dict[int, tuple[int, int]]:
    """The parent of each process, and how many ticks it and what it waited for have worked."""
    stats = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # It has ended.
            fields = file.read_text("utf-8").rpartition(")")[2].split()
            stats[int(file.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    return stats


def _ours(stats: dict[int, tuple[int, int]]) -> set[int]:
    ours = {os.getpid()}
    while below := {pid for pid, (parent, _) in stats.items() if parent in ours and pid not in ours}:
        ours |= below
    return ours
