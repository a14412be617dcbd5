#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Backs up a server under load and restores it elsewhere, with the real program: serving.py BIN_DIR sqlite|postgres

Patients' webhooks come in and attendants' replies go out (through the fake Graph API) while the back-up is made. What
was acknowledged before it began must be in the restored server, each once; nothing is sent a second time; who was signed in is
not any more; a desktop that knows the old epoch is told to load anew; and the credentials still open, so that a patient
can write on.
"""
import contextlib
import os
import pathlib
import random
import stat
import subprocess
import sys
import tempfile
import time
import types

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from faults.clinic import APP, PATIENTS, Clinic, check_databases, until  # noqa: E402
from faults.load import Attendants, Patients  # noqa: E402
from machinery.graph import Graph  # noqa: E402
from machinery.postgres import postgres  # noqa: E402
from machinery.server import ApiError, Server  # noqa: E402
from machinery.web_socket import WebSocket  # noqa: E402

SEED = random.randrange(1_000_000)


def run(binaries, *words):
    done = subprocess.run([binaries / "acolhe-server", *words], text=True, capture_output=True, check=False, timeout=300)
    return done.returncode, done.stdout, done.stderr


def position(port, token, **known):
    """What a desktop is answered that asks for the events it missed."""
    socket = WebSocket(port, token)
    try:
        socket.send({"jsonrpc": "2.0", "id": 1, "method": "events.subscribe", "params": known})
        while True:
            message = socket.receive()
            if message.get("id") == 1:
                return message["result"]
    finally:
        socket.close()


class Loaded(Clinic):
    """A clinic with patients and attendants at work."""

    def work(self):
        ids = self.conversations()
        patients = [Patients(f"{SEED}p{n}", self.ledger, self.server.port, APP, PATIENTS) for n in range(3)]
        attendants = [Attendants(f"{SEED}a{n}", self.ledger, self.server.port, self.admin.token, ids) for n in range(3)]
        self.workers = patients + attendants
        for worker in self.workers:
            worker.start()

    def rest(self):
        for worker in self.workers:
            worker.ending.set()
        for worker in self.workers:
            worker.join(90)

    def acknowledged(self):
        webhooks = set(self.ledger.of(dict(self.ledger.acknowledged), "webhook"))
        return webhooks, dict(self.ledger.of(dict(self.ledger.acknowledged), "send"))


def expect(ledger, holds, what):
    if not holds:
        ledger.problem(what)


def back_up(clinic, binaries, file, folder):
    """While everybody works. Gives what had been acknowledged when it began."""
    ledger = clinic.ledger
    time.sleep(1)
    before = clinic.acknowledged()
    start = time.monotonic()
    code, out, err = run(binaries, "backup", *clinic.server.words, "--to", file)
    seconds = time.monotonic() - start
    during = len(clinic.acknowledged()[0]) - len(before[0])
    expect(ledger, code == 0 and out.count("\n") == 1, f"backup: {code} {out} {err}")
    expect(ledger, "keep it somewhere else" in err, "nothing is said of the key")
    for path in (file, f"{file}.key"):
        expect(ledger, stat.S_IMODE(os.stat(path).st_mode) == 0o600, f"{path} is not private")
    expect(ledger, sorted(os.listdir(folder)) == ["one.backup", "one.backup.key"], f"left over: {os.listdir(folder)}")
    expect(ledger, during > 0, "no webhook was acknowledged meanwhile")
    print(f"{len(before[0])} webhooks and {len(before[1])} replies before, {during} webhooks during {seconds:.2f} s; {out}", end="")
    time.sleep(1)
    return before


def check_file(ledger, binaries, file):
    code, out, err = run(binaries, "verify", "--from", file)
    expect(ledger, code == 0 and "is whole" in out, f"verify: {code} {out} {err}")
    content = bytearray(pathlib.Path(file).read_bytes())
    content[len(content) // 2] ^= 1
    damaged = pathlib.Path(f"{file}-damaged")
    damaged.write_bytes(content)
    code, out, err = run(binaries, "verify", "--from", damaged, "--backup-key-file", f"{file}.key")
    expect(ledger, code == 1 and not out and "is damaged" in err.splitlines()[-1], f"verify, damaged: {code} {out} {err}")
    code, out, err = run(binaries, "backup", "--data", "nowhere", "--to", file)
    expect(ledger, code == 1 and len(err.splitlines()) == 1, f"backup of nothing: {code} {err}")


def check_contents(ledger, messages, before):
    webhooks, sends = before
    received = [message["externalId"] for message in messages if message["direction"] == "in"]
    replies = {message["clientId"]: message for message in messages if message["direction"] == "out"}
    expect(ledger, len(received) == len(set(received)), "a message is there twice")
    expect(ledger, webhooks <= set(received), f"{len(webhooks - set(received))} acknowledged webhooks are missing")
    for client_id, id in sends.items():
        expect(ledger, client_id in replies and replies[client_id]["id"] == id, f"reply {id} is missing")
    waiting = [message["id"] for message in replies.values() if message["status"] in ("queued", "sending")]
    expect(ledger, not waiting, f"would be sent again: {waiting}")
    doubtful = sum(message["status"] == "uncertain" for message in replies.values())
    print(f"restored: {len(received)} messages and {len(replies)} replies, {doubtful} uncertain")


def check_restored(clinic, old, before, at_graph):
    ledger, server = clinic.ledger, clinic.server
    try:
        clinic.admin.call("auth.me")
        ledger.problem("an old login still works")
    except ApiError as refused:
        expect(ledger, "unauthenticated" in str(refused), f"an old login: {refused}")
    clinic.admin = server.api().login("admin@faults.example")
    check_contents(ledger, clinic.messages(), before)
    new = position(server.port, clinic.admin.token, since=old["seq"], epoch=old["epoch"])
    expect(ledger, new["reset"] is True and new["epoch"] != old["epoch"], f"the desktop was told {new}")
    again = position(server.port, clinic.admin.token, since=new["seq"], epoch=new["epoch"])
    expect(ledger, again["reset"] is False, f"the new epoch does not hold: {again}")
    count = len(clinic.messages())
    Patients("after", ledger, server.port, APP, PATIENTS).one()
    until(lambda: len(clinic.messages()) == count + 1, "a message after the restoration")
    time.sleep(3)  # time for an outbox that would send again
    expect(ledger, clinic.texts_at_graph() == at_graph, "something was sent again")


def restored_server(binaries, kind, database, file, folder, ledger, log):
    words = []
    address = None
    if kind == "postgres":
        subprocess.run(["psql", database, "-X", "-q", "-c", "CREATE DATABASE elsewhere"], check=True)
        address = database.rsplit("/", 1)[0] + "/elsewhere"
        words = ["--database", address]
    code, out, err = run(binaries, "restore", "--from", file, "--data", folder / "restored", *words)
    expect(ledger, code == 0 and out.count("\n") == 1, f"restore: {code} {out} {err}")
    code, _, err = run(binaries, "restore", "--from", file, "--data", folder / "restored", *words)
    expect(ledger, code == 1 and "is not empty" in err, f"restored twice: {code} {err}")
    code, out, _ = run(binaries, "doctor", "--data", folder / "restored", *words)
    # What was on its way is in doubt now, as it must be; a machine's disk may be nearly full.
    expect(ledger, all(line.startswith(("sends: ", "disk: ")) for line in out.splitlines()), f"doctor, {code}: {out}")
    return Server(binaries, folder / "restored", address, log=log)


def main():
    binaries, kind = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="acolhe-backup-")))
        database = stack.enter_context(postgres()) if kind == "postgres" else None
        log = stack.enter_context(open(folder / "log", "wb"))
        graph = stack.enter_context(Graph(folder / "graph"))
        run_of = types.SimpleNamespace(folder=folder, binaries=binaries, random=random.Random(SEED))
        clinic = Loaded(run_of, Server(binaries, folder / "data", database, log=log), graph, PATIENTS)
        ledger = clinic.ledger
        stack.callback(lambda: clinic.server.__exit__())
        clinic.open()
        (folder / "kept").mkdir()
        file = folder / "kept" / "one.backup"
        clinic.work()
        old = position(clinic.server.port, clinic.admin.token)
        before = back_up(clinic, binaries, file, folder / "kept")
        clinic.rest()
        check_file(ledger, binaries, file)
        until(lambda: not any(m["status"] in ("queued", "sending") for m in clinic.messages()), "quiet", 60)
        port, at_graph = clinic.server.port, clinic.texts_at_graph()
        expect(ledger, clinic.server.stop() == 0, "the server did not stop cleanly")
        clinic.server = restored_server(binaries, kind, database, file, folder, ledger, log)
        clinic.server.start(port)
        clinic.admin.connection.close()
        check_restored(clinic, old, before, at_graph)
        clinic.server.stop()
        check_databases(ledger, folder / "restored")
        print("\n".join(ledger.problems[:50]) or "Everything was there, and nothing was sent twice.")
        return 1 if ledger.problems else 0


if __name__ == "__main__":
    sys.exit(main())
