#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the fault cases, one after another: run.py BIN_DIR [--short] [--tests] [id, glob or group …]

Each case has a process group and a folder of its own, and a time limit; what it started ends with it. Progress goes to
standard error, one Markdown table to standard output; exit 1 if any failed. A failed case's folder stays, with the logs.
--short: smaller counts, and only the cases that are in the short form. --tests: prints the test programs that the cases
need, for who builds them. Environment: ACOLHE_SEED (random; printed) repeats a run's choices, not the machine's timing.
"""
import argparse
import contextlib
import fnmatch
import importlib
import json
import mmap
import multiprocessing
import os
import pathlib
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[0] = str(HERE.parent)  # not this folder: it has modules named as Python's own are

from faults.cases import CASES, ON, Run  # noqa: E402
from machinery.postgres import Postgres  # noqa: E402

SEED = os.environ.get("ACOLHE_SEED") or str(random.randrange(1_000_000))


def say(text):
    print(text, file=sys.stderr, flush=True)


def chosen(words, short):
    """The cases that the words name, in order."""
    for path in sorted(HERE.glob("*.py")):
        if path.stem != "run":
            importlib.import_module(f"faults.{path.stem}")
    found = {}
    for word in words or ["*"]:
        matching = [one for one in CASES.values() if fnmatch.fnmatch(one.id, word) or one.group == word]
        if not matching:
            sys.exit(f"run.py: no case is {word}")
        found.update((one.id, one) for one in matching)
    return [found[id] for id in sorted(found) if found[id].short or not short]


def is_sanitized(binaries):
    with open(binaries / "acolhe-server", "rb") as program, mmap.mmap(program.fileno(), 0, access=mmap.ACCESS_READ) as bytes:
        return any(bytes.find(word) >= 0 for word in (b"__asan_init", b"__tsan_init"))


class Runner:
    def __init__(self, binaries, full, sanitized, stack):
        self.binaries, self.full, self.sanitized, self.stack = binaries, full, sanitized, stack
        self.postgres = None

    def database(self, kind):
        if kind != "postgres":
            return None
        if self.postgres is None:
            self.postgres = self.stack.enter_context(Postgres())
        return self.postgres.new_database()

    def run(self, case, kind):
        """{failures, figures} of one case on one database."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix=f"acolhe-fault-{case.id}-"))
        folder.chmod(0o755)
        run = Run(case, self.binaries, folder, self.database(kind), self.full, f"{SEED}{case.id}{kind}", self.sanitized)
        process = multiprocessing.get_context("fork").Process(target=inside, args=(run, folder / "result.json"))
        process.start()
        try:
            process.join(case.seconds)
            late = process.is_alive()
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # whatever it left behind, too
            process.join()
        try:
            result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            result = {"figures": {}, "failures": [f"after {case.seconds} s it was not done" if late else "it died"]}
        if result["failures"]:
            say(f"  see {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
        return result


def inside(run, answer):
    """The case's own process."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        run.case.body(run)
    except BaseException as problem:  # the table names it, and the trace says where
        traceback.print_exc()
        run.failures.append(f"{type(problem).__name__}: {problem}")
    new = answer.with_suffix(".new")
    new.write_text(json.dumps({"failures": run.failures, "figures": run.figures}), encoding="utf-8")
    new.rename(answer)
    sys.stdout.flush()
    os._exit(0)  # its daemon threads may still wait for a server that is gone


def row(case, kind, outcome, figures):
    words = ", ".join(f"{name} {value}" for name, value in figures.items())
    return f"| {case.id} | {case.what} | {ON[kind]} | {outcome} | {words} |"


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("binaries", type=pathlib.Path)
    arguments.add_argument("words", nargs="*")
    arguments.add_argument("--short", action="store_true")
    arguments.add_argument("--tests", action="store_true")
    asked = arguments.parse_intermixed_args()
    cases = chosen(asked.words, asked.short)
    if asked.tests:
        print("".join(f"{test}\n" for test in sorted({case.test for case in cases if case.test})), end="")
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    binaries = asked.binaries.resolve()
    sanitized = is_sanitized(binaries)
    if sanitized:  # what was freed counts as memory while the sanitizer keeps it; a quarter of a gigabyte, untold
        os.environ["ASAN_OPTIONS"] = "quarantine_size_mb=1:allocator_release_to_os_interval_ms=500:" + os.environ.get("ASAN_OPTIONS", "")
    say(f"{len(cases)} cases, seed {SEED}")
    rows, failed = [], 0
    with contextlib.ExitStack() as stack:
        runner = Runner(binaries, not asked.short, sanitized, stack)
        for case in cases:
            for kind in case.databases:
                if case.bare and sanitized:
                    rows.append(row(case, kind, "left out: not with a sanitizer", {}))
                    continue
                say(f"{case.id} on {ON[kind]}: {case.what}")
                start = time.monotonic()
                result = runner.run(case, kind)
                failures = result["failures"]
                failed += bool(failures)
                for failure in failures[:30]:
                    say(f"  FAILED: {failure}")
                say(f"  {'failed' if failures else 'passed'} in {time.monotonic() - start:.1f} s {result['figures']}")
                rows.append(row(case, kind, "failed" if failures else "passed", result["figures"]))
    print("| id | what | on | result | figures |\n|---|---|---|---|---|")
    print("\n".join(rows))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
