"""Ratios of two things measured in one run, each with its spread and what it must not exceed.

Method: both sides alternate in one process, 10 warm-ups, at least 60 pairs; the ratio is that of
the medians, with a 95 % bootstrap interval. It fails where the whole interval is beyond its limit.
"""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Action = Callable[[], object]
Pair = tuple[float, float]

WARM_UPS, PAIRS, DRAWS = 10, 60, 500
EDGE = 0.025  # of the draws beyond the interval, on each side


@dataclass
class Table:
    """What was measured, a line each; `short` names the lines beyond their limit."""

    short: list[str] = field(default_factory=list)

    def title(self, text: str) -> None:
        print(f"\n{text}\n{'':58}{'ratio':>7}  {'95 %':<15}{'limit':>8}   medians", flush=True)

    def ratio(
        self,
        name: str,
        one: Action,
        other: Action,
        *,
        most: float | None = None,
        least: float | None = None,
        pairs: int = PAIRS,
        warm_ups: int = WARM_UPS,
    ) -> None:
        """Time `one` and `other` by turns; their ratio must not exceed `most`, or reach `least`."""
        timed = [self.timed(one, other) for _ in range(warm_ups + pairs)]
        self.pairs(name, timed[warm_ups:], most, least)

    @staticmethod
    def timed(one: Action, other: Action) -> Pair:
        """How long each of the two takes, in seconds."""
        return seconds(one), seconds(other)

    def pairs(
        self,
        name: str,
        pairs: Sequence[Pair],
        most: float | None = None,
        least: float | None = None,
        share: float = 0.5,
    ) -> None:
        """A line for pairs that were measured; `share` 0.95 compares the 95th percentiles."""
        draw = random.Random(0)
        found = sorted(of(draw.choices(pairs, k=len(pairs)), share) for _ in range(DRAWS))
        low, high = found[int(DRAWS * EDGE)], found[-int(DRAWS * EDGE) - 1]
        one, other = (at(side, share) * 1000 for side in zip(*pairs, strict=True))
        limit = f"≤ {most}" if most else f"≥ {least}" if least else ""
        missed = (most is not None and low > most) or (least is not None and high < least)
        if missed:
            self.short.append(name)
        print(
            f"{name:58}{of(pairs, share):7.2f}  [{low:.2f}, {high:.2f}]".ljust(82)
            + f"{limit:>8} {'!' if missed else ' '} {one:.1f} / {other:.1f} ms",
            flush=True,
        )

    def figure(self, name: str, value: float, unit: str, most: float | None = None) -> None:
        """A line for a single figure, such as a ratio of memory."""
        missed = most is not None and value > most
        if missed:
            self.short.append(name)
        limit = f"≤ {most}" if most else ""
        print(f"{name:58}{value:7.2f} {unit:<16}{limit:>8} {'!' if missed else ' '}", flush=True)


def seconds(action: Action) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def at(sample: Sequence[float], share: float) -> float:
    """The median (0.5), or the value that a share of the sample does not exceed."""
    if share == 0.5:
        return statistics.median(sample)
    return sorted(sample)[min(len(sample) - 1, int(len(sample) * share))]


def of(pairs: Sequence[Pair], share: float) -> float:
    one, other = zip(*pairs, strict=True)
    return at(one, share) / at(other, share)
