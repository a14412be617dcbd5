# SPDX-License-Identifier: Apache-2.0
"""What a benchmark's `run` gives: rows of figures, each with what it is held against.

A `run` prints rows with give(), a line of JSON each; `run.py` puts the rows of all into one Markdown table.
"""
import dataclasses
import json
import os
import statistics
import sys

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
HEAD = ("what", "SQLite", "PostgreSQL", "peer", "raw limit", "ratio", "target", "met?")


@dataclasses.dataclass(frozen=True)
class Target:
    """What the SQLite figure shall be; `against` "peer" or "raw" is about the figure divided by theirs."""

    limit: float
    least: bool = True
    against: str = ""

    def __str__(self):
        unit = {"": "", "peer": " × peer", "raw": " × raw"}[self.against]
        return f"{'≥' if self.least else '≤'} {number(self.limit)}{unit}"


def at_least(limit):
    return Target(limit)


def at_most(limit):
    return Target(limit, least=False)


def times_peer(limit):
    return Target(limit, against="peer")


def share_of_raw(limit):
    return Target(limit, against="raw")


@dataclasses.dataclass
class Row:
    """One line: `what` with its unit, and a number (or a text, or nothing) for each side."""

    what: str
    sqlite: object = None
    postgres: object = None
    peer: object = None
    raw: object = None
    target: Target | None = None

    def ratio(self):
        """(how often the SQLite figure holds the other, which other); nothing where there is nothing to divide by."""
        against = self.target.against if self.target else ""
        for side in (against,) if against else ("peer", "raw"):
            other = getattr(self, side)
            if isinstance(self.sqlite, (int, float)) and isinstance(other, (int, float)) and other:
                return self.sqlite / other, side
        return None

    def met(self):
        """Whether the target is met; nothing without a target, or without the figure that it is about."""
        if not self.target:
            return None
        ratio = self.ratio()
        figure = ratio[0] if self.target.against and ratio else None if self.target.against else self.sqlite
        if figure is None:
            return None
        return figure >= self.target.limit if self.target.least else figure <= self.target.limit

    def cells(self):
        ratio = self.ratio()
        met = {None: "not measured" if self.target else "", True: "yes", False: "**no**"}[self.met()]
        sides = [text(side) for side in (self.sqlite, self.postgres, self.peer, self.raw)]
        return self.what, *sides, f"{number(ratio[0])} × {ratio[1]}" if ratio else "", str(self.target or ""), met


def number(value):
    """As many digits as tell something: 17,778, 5.8, 0.33."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == round(value) else f"{value:.{1 if abs(value) >= 1 else 2}f}"


def text(value):
    return "" if value is None else value if isinstance(value, str) else number(value)


def markdown(rows):
    lines = [HEAD, ("---", *["---:"] * (len(HEAD) - 2), "---"), *(row.cells() for row in rows)]
    return "".join("| " + " | ".join(cells) + " |\n" for cells in lines)


def give(*rows):
    """Hands rows to whoever runs this benchmark."""
    for row in rows:
        print(json.dumps(dataclasses.asdict(row)), flush=True)


def read(line):
    """A row that give() wrote."""
    fields = json.loads(line)
    target = fields.pop("target")
    return Row(**fields, target=target and Target(**target))


def say(what):
    print(f"bench: {what}", file=sys.stderr, flush=True)


class Rounds:
    """Measures several things in turn, so that what else the machine does hits all of them alike.

    `measurements`: by name, a function that gives figures by name, like {"perSecond": 5906}.
    """

    def __init__(self, measurements, rounds=ROUNDS):
        self.figures = {name: [] for name in measurements}
        for turn in range(rounds):
            say(f"round {turn + 1} of {rounds}")
            for name, measure in measurements.items():
                self.figures[name].append(measure())

    def median(self, name, figure):
        """Nothing for a thing that was not measured."""
        return statistics.median(one[figure] for one in self.figures[name]) if self.figures.get(name) else None

    def worst(self, name, figure):
        return max(one[figure] for one in self.figures[name]) if self.figures.get(name) else None
