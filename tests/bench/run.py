#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""./dev bench [name…]: runs benchmarks (all of tests/bench/*/run) and puts their rows into one Markdown table.

Usage: run.py BUILD [name…]. The table goes to standard output, and to bench.md beside the build while it grows.
"""
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from bench.table import ROUNDS, SECONDS, markdown, read, say  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent


def machine():
    """The conditions under which figures are worth something."""
    cpus = [line for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if "model name" in line]
    memory = pathlib.Path("/proc/meminfo").read_text(encoding="ascii").split()[1]
    load = pathlib.Path("/proc/loadavg").read_text(encoding="ascii").split()[0]
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=HERE, capture_output=True, text=True, check=False
    ).stdout.strip()
    return (
        f"{time.strftime('%Y-%m-%d %H:%M %Z')}, commit {commit or 'unknown'}; {len(cpus)} cores of "
        f"{cpus[0].split(':')[1].strip() if cpus else platform.machine()}, {int(memory) / 1e6:.0f} GB; load before {load}; "
        f"medians of {ROUNDS} rounds of {SECONDS:g} s"
    )


def run(script, build):
    """The rows of one benchmark, and whether it came to its end."""
    with subprocess.Popen([script, build], stdout=subprocess.PIPE, text=True) as process:
        rows = [read(line) for line in process.stdout]
    return rows, process.returncode == 0


def main():
    with tempfile.TemporaryDirectory(prefix="acolhe-bench-") as kept:
        os.environ.setdefault("BENCH_KEPT", kept)  # what one benchmark filled, the next uses
        everything()


def everything():
    build = pathlib.Path(sys.argv[1]).resolve()
    names = sys.argv[2:] or sorted(script.parent.name for script in HERE.glob("*/run"))
    if unknown := [name for name in names if not (HERE / name / "run").is_file()]:
        sys.exit(f"no such benchmark: {', '.join(unknown)}")
    conditions, rows, broken = machine(), [], []
    for name in names:
        say(name)
        more, complete = run(HERE / name / "run", build)
        rows += more
        broken += [] if complete else [name]
        (build.parent / "bench.md").write_text(f"{conditions}\n\n{markdown(rows)}", encoding="utf-8")
    print(f"{conditions}\n\n{markdown(rows)}", flush=True)
    if broken:
        sys.exit(f"bench: did not come to an end: {', '.join(broken)}")


if __name__ == "__main__":
    main()
