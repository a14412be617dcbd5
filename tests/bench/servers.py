# SPDX-License-Identifier: Apache-2.0
"""Servers with clinics whose people are signed in, for the benchmarks that put load on them."""
import contextlib
import json
import os
import pathlib
import re
import ssl
import subprocess
import tempfile
import time
import urllib.request

from bench.table import SECONDS, say
from machinery.fill import fill
from machinery.postgres import postgres
from machinery.program import Program
from machinery.server import Api, Server

HERE = pathlib.Path(__file__).resolve().parent
MILLION = int(os.environ.get("BENCH_MESSAGES", "1000000"))
SECRET = "a secret of this benchmark"
DATABASES = os.environ.get("BENCH_DATABASES", "sqlite postgres").split()
NOWHERE = "http://127.0.0.1:9"  # nobody listens: what is sent stays in the outbox
SESSION_SECONDS = 20 * 3600


class Clinics(Server):
    """A server on clinics of bench-clinics.

    `people`: of each clinic, beside its admin. `messages`: so many are stored in the first clinic before it starts.
    `quiet`: so many clinics more, in which nobody writes.
    """

    def __init__(
        self, binaries, data, database=None, log=None, tls=None, clinics=1, inboxes=1, people=1, role="attendant",
        apps="own-apps", provider=NOWHERE, messages=0, quiet=0,
    ):
        self.tls = tls
        words = ["--tls-cert", tls.with_suffix(".crt"), "--tls-key", tls.with_suffix(".key")] if tls else []
        super().__init__(binaries, data, database, options=list(map(str, words)), log=log)
        self.provider = provider
        self.founding = [clinics, inboxes, people, role, apps, provider, SECRET]
        self.messages, self.quiet = messages, quiet
        self.assigned = False

    def found(self):
        """Makes the clinics, unless this folder has them from an earlier run."""
        told = pathlib.Path(f"{self.data}.people")
        if told.exists() and time.time() - told.stat().st_mtime > SESSION_SECONDS:
            raise RuntimeError(f"the sessions of {self.data} are too old; remove it")
        if not told.exists():
            people = self._found(*self.founding)
            if self.quiet:
                clinics, _, _, *rest = self.founding
                self._found(self.quiet, 1, 0, *rest, clinics)
            if self.messages:
                figures = fill(self, self.messages)
                say(f"{self.messages:,} messages stored: {figures['seconds']} s, indexed: {figures['indexSeconds']} s")
            told.write_text(people, encoding="utf-8")
        founded = json.loads(told.read_text(encoding="utf-8"))
        self.people, self.inboxes = founded["people"], founded["inboxes"]
        self.attendants = [one for one in self.people if not one["admin"]]
        return self

    def _found(self, *words):
        command = [self.binary.parent / "bench-clinics", self.data, self.database or "-", *words]
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    def settle(self, patience=40):
        """Waits until the accounts that were checked at the start have given their connections back."""
        end = time.monotonic() + patience
        while int(self.status("Threads")) > 50 and time.monotonic() < end:
            time.sleep(0.2)

    def status(self, what):
        """A line of the process's status in /proc."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as lines:
            return next(line.split()[1] for line in lines if line.startswith(f"{what}:"))

    def admin(self, clinic=0):
        token = next(one["token"] for one in self.people if one["clinic"] == clinic and one["admin"])
        return Api(self.port, token, tls=bool(self.tls))

    def plan(self, patients=1, accounts=None, desktops=None):
        """Lines of a plan of bench-load: webhooks of these accounts (all), heard by these people (all attendants)."""
        lines = [f"account {one['app']} {one['number']} {SECRET}" for one in (accounts or self.inboxes)]
        listening = self.attendants if desktops is None else desktops
        return lines + [f"patients {patients}", *(f"desktop {one['token']}" for one in listening)]

    def load(self, plan, connections=64, rate=0, seconds=SECONDS):
        """The figures of bench-load."""
        command = [self.binary.parent / "bench-load", self.port, connections, rate, seconds]
        lines = [*(["tls"] if self.tls else []), *plan]
        before = self.metrics()
        done = subprocess.run(
            [str(word) for word in command], input="\n".join(lines), text=True, stdout=subprocess.PIPE, check=True
        )
        figures = json.loads(done.stdout)
        after = self.metrics()
        commits, commands = (after[name] - before[name] for name in ("store_commits_total", "store_commands_total"))
        return {**figures, "rssMb": self.rss_mb(), "batch": commands / max(1, commits)}

    def warm(self, plan, assigned=True):
        """Lets every patient of a plan write once, and gives each conversation to an attendant of its clinic."""
        quiet = [line for line in plan if not line.startswith("desktop ")]
        self.load(quiet, seconds=3)
        if assigned:
            for clinic in range(self.founding[0]):
                self.assign(clinic)

    def assign(self, clinic=0):
        admin = self.admin(clinic)
        team = [one["id"] for one in self.attendants if one["clinic"] == clinic]
        cursor = {}
        while cursor is not None and team:
            page = admin.call("conversations.allConversations", status="open", limit=500, **cursor)
            for conversation in page["conversations"]:
                attendant = team[conversation["id"] % len(team)]
                admin.call("conversations.assignToAttendant", id=conversation["id"], attendantId=attendant)
            cursor = {"cursor": page["nextCursor"]} if page.get("nextCursor") else None

    def conversations(self, clinic=0, most=1000):
        """Ids of those with the latest activity, whose patients can be answered."""
        page = {"nextCursor": None}
        ids = []
        while page and len(ids) < most:
            cursor = {"cursor": page["nextCursor"]} if page["nextCursor"] else {}
            page = self.admin(clinic).call("conversations.allConversations", limit=min(500, most), **cursor)
            ids += [one["id"] for one in page["conversations"]]
            page = page if page.get("nextCursor") else None
        return ids[:most]

    def drain(self, patience=120):
        """Waits until the outbox has sent what there was: {perSecond}."""
        start = time.monotonic()
        before = self.metrics()["outbox_sent_total"]
        sent, end, quiet = before, start, 0
        while quiet < 20:
            time.sleep(0.1)
            figures = self.metrics()
            now = time.monotonic()
            if figures["outbox_sent_total"] > sent or figures["outbox_in_flight"]:
                sent, end, quiet = figures["outbox_sent_total"], now, 0
            else:
                quiet += 1
            if now > start + patience:
                raise RuntimeError("the outbox does not become empty")
        return {"perSecond": (sent - before) / max(0.1, end - start)}

    def send_to(self, provider):
        """From now on the inboxes of the first clinic have their provider there."""
        admin = self.admin()
        for inbox in admin.call("inboxes.list")["inboxes"]:
            admin.call("inboxes.update", id=inbox["id"], settings={"apiBaseUrl": provider})

    def calls(self, method, params, connections, conversations, seconds=SECONDS):
        """{perSecond, p50Ms, p99Ms} of one method over HTTP under wrk, the first clinic's admin calling.

        `params`: JSON in which CONVERSATION and UUID are replaced in each call.
        """
        admin = next(one["token"] for one in self.people if one["admin"])
        told = {"METHOD": method, "PARAMS": params, "TOKEN": admin, "CONVERSATIONS": " ".join(map(str, conversations))}
        command = ["wrk", "-t1", f"-c{connections}", f"-d{round(seconds) or 1}s", "-s", HERE / "load" / "calls.lua"]
        command += [f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"]
        done = subprocess.run(command, env={**os.environ, **told}, check=True, capture_output=True, text=True)
        figures = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
        if figures["errors"]:
            raise RuntimeError(f"{method}: {figures['errors']} errors")
        return {**figures, "rssMb": self.rss_mb()}

    def metrics(self):
        """By name without "acolhe_", what the server counted; labelled series are summed."""
        scheme = "https" if self.tls else "http"
        context = ssl._create_unverified_context() if self.tls else None
        with urllib.request.urlopen(f"{scheme}://127.0.0.1:{self.port}/metrics", timeout=30, context=context) as answer:
            lines = answer.read().decode()
        figures = {}
        for name, value in re.findall(r"^acolhe_(\w+)(?:\{[^}]*\})? (\S+)$", lines, re.MULTILINE):
            figures[name] = figures.get(name, 0) + float(value)
        return figures


@contextlib.contextmanager
def provider(binaries, folder):
    """The address of a provider that accepts every message and forgets it; the same again for the same folder."""
    known = folder / "provider"
    port = known.read_text(encoding="ascii") if known.exists() else "0"
    command = [binaries / "bench-discard", port]
    with Program(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        port = program.process.stdout.readline().strip()
        known.write_text(port, encoding="ascii")
        yield f"http://127.0.0.1:{int(port)}"


def certificate(folder):
    """A key and a certificate that nobody signed; the path without its endings."""
    path = pathlib.Path(folder) / "bench"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", "/CN=127.0.0.1", "-keyout", path.with_suffix(".key"), "-out", path.with_suffix(".crt")]
    subprocess.run(command, check=True, capture_output=True)
    return path


def kept(stack, name):
    """A folder for data that takes minutes to make: below BENCH_KEPT, where the next benchmark finds it, or a temporary one."""
    if "BENCH_KEPT" not in os.environ:
        return pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="acolhe-bench-")))
    folder = pathlib.Path(os.environ["BENCH_KEPT"]) / name
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    return folder


def serving(binaries, stack, name, tls=False, databases=None, **clinics):
    """A running Clinics for each database, by its name; ends with the stack."""
    folder = kept(stack, name)
    log = stack.enter_context(open(folder / "log", "ab"))
    clinics["provider"] = stack.enter_context(provider(binaries, folder))
    servers = {}
    for database in databases or DATABASES:
        cluster = folder / "cluster" if "BENCH_KEPT" in os.environ else None
        url = stack.enter_context(postgres(cluster)) if database == "postgres" else None
        say(f"{database}: {clinics.get('clinics', 1)} clinics")
        pair = certificate(folder) if tls else None
        server = Clinics(binaries, folder / database, url, log=log, tls=pair, **clinics).found()
        stack.push(server.__exit__)
        server.start()
        servers[database] = server
    return servers
