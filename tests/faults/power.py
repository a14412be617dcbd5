# SPDX-License-Identifier: Apache-2.0
"""A: the power fails. strace keeps every write and sync of the server; a cut at a moment leaves what was synced before
it, and of the rest whatever chance kept, pieces of pages too. Directory entries count as kept with their file's sync."""
import dataclasses
import pathlib
import re
import shutil
import time

from faults.cases import case
from faults.clinic import check_databases, clinic

CALLS = "pwrite64,write,ftruncate,fsync,fdatasync,unlink"
LINE = re.compile(r"([\d.]+) (\w+)\((.*)\) = (-?\d+).*<([\d.]+)>$")
FILE = re.compile(r'(?:\d+<(.+?)>|"(.+?)")(?:, )?(.*)')
DATA = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(?:, \d+, (\d+))?')
SECTOR = 512


@dataclasses.dataclass
class Call:
    begun: float
    ended: float
    name: str
    file: str
    data: bytes = b""
    at: int = 0


def calls_of(logs, data):
    """Every call on a file of the data directory, by time."""
    calls = []
    for log in logs:
        for line in log.read_text(encoding="latin-1").splitlines():
            if not (match := LINE.match(line)) or int(match[4]) < 0:
                continue
            target = FILE.match(match[3])
            file = unescaped(target[1] or target[2]).decode() if target else ""
            if not file.startswith(f"{data}/") or file.endswith("-shm"):
                continue
            begun = float(match[1])
            call = Call(begun, begun + float(match[5]), match[2], file)
            if match[2] == "ftruncate":
                call.at = int(target[3])
            elif match[2] in ("pwrite64", "write"):
                content = DATA.match(target[3])
                call.data, call.at = unescaped(content[1]), int(content[2] or 0)
            calls.append(call)
    return sorted(calls, key=lambda call: call.ended)


def unescaped(text):
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode("latin-1")


def left_after(calls, cut, base, folder, random):
    """The data directory as the power cut at that moment may leave it. `random`: decides about what was not synced."""
    shutil.copytree(base, folder)
    synced = {}  # file: until when what was written is kept
    for call in calls:
        if call.name in ("fsync", "fdatasync") and call.ended <= cut:
            synced[call.file] = max(call.begun, synced.get(call.file, 0))
    for call in calls:
        if call.begun > cut:
            continue
        path = folder / pathlib.Path(call.file).relative_to(base.with_name("data"))
        kept = call.ended <= synced.get(call.file, 0)
        if call.name == "pwrite64":
            with open(path, "r+b" if path.exists() else "w+b") as file:
                for start in range(0, len(call.data), SECTOR):
                    if kept or random.random() < 0.5:
                        file.seek(call.at + start)
                        file.write(call.data[start : start + SECTOR])
        elif call.name == "ftruncate" and (kept or random.random() < 0.5) and path.exists():
            with open(path, "r+b") as file:
                file.truncate(call.at)
        elif call.name == "unlink" and random.random() < 0.5:
            path.unlink(missing_ok=True)


def check_cut(run, open_clinic, cut, what):
    """Starts on what is left: everything that was acknowledged before the cut is there, once, and the files are whole."""
    ledger, server = open_clinic.ledger, open_clinic.server
    server.start()
    open_clinic.reconnect()
    messages = open_clinic.messages()
    keys = [message["externalId"] for message in messages] + [message["clientId"] for message in messages]
    for (kind, key), at in ledger.times.items():
        there = keys.count(key)
        run.check(there <= 1 and (there == 1 or at > cut), f"{what}: {kind} {key} is there {there} times")
    server.kill()
    check_databases(ledger, server.data)
    return sum(at <= cut for at in ledger.times.values())


@case("A10", "the power fails: what was not synced is lost or torn (a model, from strace's log of every write)", group="crash",
      databases=("sqlite",), bare=True)
def power_fails(run):
    cuts = run.times(60, 3)
    with clinic(run) as open_clinic:
        server = open_clinic.server
        run.check(server.stop() == 0, "it did not stop")
        data = pathlib.Path(server.data)
        base = shutil.copytree(data, run.folder / "base")
        open_clinic.graph.control("statuses", method="DELETE")
        server.wrapped = ["strace", "-D", "-ff", "-y", "-xx", "-ttt", "-T", "-s", "1000000", "-e", f"trace={CALLS}", "-o",
                          run.folder / "calls"]
        open_clinic.restart()
        start = time.time()
        with open_clinic.load(patients=2, attendants=2, listens=False):
            time.sleep(run.times(6, 1))
        end = time.time()
        server.kill()
        server.wrapped = []
        time.sleep(0.5)
        calls = calls_of(run.folder.glob("calls.*"), data)
        run.check(any(call.name == "fdatasync" for call in calls), "nothing was synced")
        acknowledged = 0
        for number in range(cuts):
            cut = run.random.uniform(start, end)
            left = run.folder / "left"
            left_after(calls, cut, base, left, run.random)
            server.data, server.words[1] = left, str(left)
            acknowledged += check_cut(run, open_clinic, cut, f"cut {number}")
            shutil.rmtree(left)
        for problem in open_clinic.ledger.problems:
            run.check(False, problem)
        run.figure("cuts", cuts)
        run.figure("writes and syncs", len(calls))
        run.figure("acknowledged before a cut, all cuts", acknowledged)
