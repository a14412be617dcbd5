# SPDX-License-Identifier: Apache-2.0
"""What a fault case is. Each module of this folder that has cases registers them; run.py runs them.

    @case("A01", "what is done, in plain words", group="crash")
    def body(run):
        run.check(answer.status == 200, "what is wrong if it is not")
        run.figure("kills", 200)

    covered("W01", "…", group="webhooks", test="tst_api_webhooks", functions=["aForgedOneIsRefused"])
"""
import dataclasses
import os
import pathlib
import random
import re
import subprocess

CASES = {}
ON = {"sqlite": "SQLite", "postgres": "PostgreSQL", "tests": "tests"}


@dataclasses.dataclass(frozen=True)
class Case:
    id: str
    what: str
    group: str
    body: object
    short: bool  # also in the short form
    databases: tuple
    seconds: int  # at most
    bare: bool  # not with a sanitizer in the program
    test: str | None = None


class Run:
    """One case on one database."""

    def __init__(self, the_case, binaries, folder, database, full, seed, sanitized=False):
        self.case = the_case
        self.binaries = pathlib.Path(binaries)
        self.folder = pathlib.Path(folder)
        self.database = database  # None: SQLite
        self.full = full
        self.sanitized = sanitized
        self.random = random.Random(seed)
        self.figures, self.failures = {}, []

    def figure(self, name, value):
        self.figures[name] = round(value, 3) if isinstance(value, float) else value

    def check(self, condition, text):
        if not condition:
            self.failures.append(text)
        return bool(condition)

    def check_memory(self, mb, most, what):
        """A sanitizer's own part (shadow, red zones around each block) is allowed for: up to twice what it watches."""
        return self.check(mb < most * (3 if self.sanitized else 1), f"{what}: {mb:.1f} MB")

    def times(self, full, short):
        """A count that depends on the form."""
        return full if self.full else short


def case(id, what, *, group, short=True, databases=("sqlite", "postgres"), seconds=300, bare=False):
    """Registers a function of one Run. `seconds`: how long it may take; `bare`: it cannot be run on a sanitizer's build."""

    def register(body):
        _add(Case(id, what, group, body, short, tuple(databases), seconds, bare))
        return body

    return register


def covered(id, what, *, group, test, functions=()):
    """A line that Qt tests already prove: these functions of bin/<test>, or all of it. Not in the short form, as `./dev
    test` runs them anyway."""

    def body(run):
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        command = [run.binaries / test, *functions]
        done = subprocess.run(command, env=environment, cwd=run.folder, capture_output=True, text=True, check=False)
        totals = re.search(r"Totals: (\d+) passed, (\d+) failed", done.stdout)
        if not run.check(totals and done.returncode == 0, f"{test} ended with {done.returncode}"):
            run.failures += [line for line in done.stdout.splitlines() if line.startswith(("FAIL", "   Loc"))][:20]
        if totals:
            run.figure("passed", int(totals[1]))
            run.check(int(totals[1]) > 2, f"{test} tested nothing")

    _add(Case(id, what, group, body, False, ("tests",), 600, False, test))


def _add(the_case):
    if the_case.id in CASES:
        raise ValueError(f"two cases {the_case.id}")
    CASES[the_case.id] = the_case
