#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kills the server at random moments under load, and counts afterwards: kill.py BIN_DIR sqlite|postgres

Patients' webhooks come in and attendants' replies go out (through the fake Graph API, which tells sent and delivered)
while the server is killed (SIGKILL) and started again. At the end:
  - the message of every acknowledged webhook exists exactly once, that of an unacknowledged one at most once;
  - no reply reached the fake Graph API twice, and every acknowledged reply exists exactly once;
  - each reply is delivered, failed or visibly uncertain, and what Graph accepted is known to be sent;
  - a desktop that asks for what it missed hears of each message exactly once, in order;
  - the server is there again within 5 s, stops cleanly, and the databases are whole.
Environment: ACOLHE_KILLS (20), ACOLHE_SEED (random; printed, to repeat a run's choices).
"""
import collections
import contextlib
import os
import pathlib
import random
import sqlite3
import statistics
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from faults.load import Attendants, Ledger, Listener, Patients  # noqa: E402
from machinery.graph import Graph  # noqa: E402
from machinery.postgres import postgres  # noqa: E402
from machinery.program import free_port  # noqa: E402
from machinery.server import Server  # noqa: E402

KILLS = int(os.environ.get("ACOLHE_KILLS", "20"))
SEED = int(os.environ.get("ACOLHE_SEED", random.randrange(1_000_000)))
APP = "890"
PATIENTS = [f"55119{number:08}" for number in range(87_000_000, 87_000_020)]
SETTLING_SECONDS = 120


class Clinic:
    """The server under test with one clinic, its WhatsApp number at the fake Graph API."""

    def __init__(self, server, graph, ledger):
        self.server, self.graph, self.ledger = server, graph, ledger
        self.random = random.Random(SEED)
        self.starts = []

    def open(self):
        self.server.add_clinic(["init"], "Resistência", "admin@faults.example")
        self.server.start(free_port())
        self.admin = self.server.api().login("admin@faults.example")
        settings = {
            "phoneNumberId": Graph.number, "businessAccountId": Graph.business, "accessToken": Graph.token,
            "appId": APP, "appSecret": Graph.secret, "verifyToken": "verify", "apiBaseUrl": self.graph.url,
        }
        self.admin.call("inboxes.create", channel="whatsapp_cloud", name="WhatsApp", settings=settings)
        webhooks = f"http://127.0.0.1:{self.server.port}/webhooks/meta/{APP}"
        self.graph.control("statuses", {"url": webhooks, "sentMs": 20, "deliveredMs": 60})
        self.graph.control("faults", {"method": "POST", "path": "messages$", "times": 0, "delayMs": 25})
        for patient in PATIENTS:
            Patients(patient, self.ledger, self.server.port, APP, [patient]).one()
        until(lambda: len(self.conversations()) == len(PATIENTS), "the first conversations")

    def conversations(self):
        found, cursor = [], {}
        while cursor is not None:
            page = self.admin.call("conversations.allConversations", limit=500, **cursor)
            found += [conversation["id"] for conversation in page["conversations"]]
            cursor = {"cursor": page["nextCursor"]} if page.get("nextCursor") else None
        return found

    def messages(self):
        found = []
        for conversation in self.conversations():
            before, more = {}, True
            while more:
                page = self.admin.call("messages.getByConversation", conversationId=conversation, limit=200, **before)
                found += page["messages"]
                more = page["hasMore"]
                before = {"before": min(message["id"] for message in page["messages"])} if more else {}
        return found

    def kill_often(self):
        workers = [Patients(f"{SEED}p{n}", self.ledger, self.server.port, APP, PATIENTS) for n in range(4)]
        ids = self.conversations()
        workers += [
            Attendants(f"{SEED}a{n}", self.ledger, self.server.port, self.admin.token, ids) for n in range(4)
        ]
        self.before = {message["id"] for message in self.messages()}
        self.listener = Listener(SEED, self.ledger, self.server.port, self.admin.token)
        self.listener.start()
        self.listener.subscribed.wait(10)
        for worker in workers:
            worker.start()
        for _ in range(KILLS):
            time.sleep(self.random.uniform(0.02, 0.8))
            self.server.kill()
            start = time.monotonic()
            self.server.start(self.server.port)
            self.starts.append(time.monotonic() - start)
        for worker in workers:
            worker.ending.set()
        for worker in workers:
            worker.join(90)
            if worker.is_alive():
                self.ledger.problem(f"a {type(worker).__name__} got no answer")
        self.admin = self.server.api()
        self.admin.token = workers[-1].token

    def settle(self):
        """Until nothing is under way any more; what Graph has accepted comes to be known through its statuses."""

        def quiet():
            accepted = self.texts_at_graph()
            known = {"sent", "delivered", "read", "failed"}
            messages = self.messages()
            return not self.graph.control("webhooks")["waiting"] and all(
                message["status"] in known or (message["status"] == "uncertain" and message["text"] not in accepted)
                for message in messages if message["direction"] == "out"
            ) and all(self.listener.heard[id] for id in {message["id"] for message in messages} - self.before)

        with contextlib.suppress(TimeoutError):  # what did not settle is named by the checks
            until(quiet, "quiet", SETTLING_SECONDS)

    def texts_at_graph(self):
        return collections.Counter(entry["body"]["text"]["body"] for entry in self.graph.sent())


def until(condition, what, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.2)


def check_webhooks(ledger, messages):
    stored = collections.Counter(message["externalId"] for message in messages if message["direction"] == "in")
    acknowledged = ledger.of(ledger.acknowledged, "webhook")
    for wamid in ledger.of(ledger.asked, "webhook"):
        if stored[wamid] > 1 or (wamid in acknowledged and stored[wamid] != 1):
            ledger.problem(f"webhook {wamid}: stored {stored[wamid]} times, acknowledged: {wamid in acknowledged}")
    for wamid in stored.keys() - ledger.of(ledger.asked, "webhook").keys():
        ledger.problem(f"message {wamid} came from nowhere")


def check_sends(ledger, messages, at_graph):
    replies = [message for message in messages if message["direction"] == "out"]
    stored = collections.Counter(message["clientId"] for message in replies)
    acknowledged = ledger.of(ledger.acknowledged, "send")
    for client_id in ledger.of(ledger.asked, "send"):
        if stored[client_id] > 1 or (client_id in acknowledged and stored[client_id] != 1):
            ledger.problem(f"reply {client_id}: stored {stored[client_id]} times")
    for message in replies:
        accepted, status = at_graph[message["text"]], message["status"]
        if accepted > 1:
            ledger.problem(f"reply {message['id']} reached Graph {accepted} times")
        if status not in ({"sent", "delivered", "read"} if accepted else {"failed", "uncertain"}):
            ledger.problem(f"reply {message['id']}: accepted {accepted} times by Graph, but {status}")
        if acknowledged.get(message["clientId"], message["id"]) != message["id"]:
            ledger.problem(f"reply {message['id']} was acknowledged as {acknowledged[message['clientId']]}")
    if at_graph.keys() - {message["text"] for message in replies}:
        ledger.problem("Graph has replies that the clinic does not")


def check_listener(ledger, listener, messages, before):
    """`before`: the messages that were there when it began to listen."""
    for message in {message["id"] for message in messages} - before:
        if listener.heard[message] != 1:
            ledger.problem(f"a desktop heard {listener.heard[message]} times of message {message}")


def check_databases(ledger, data):
    for path in pathlib.Path(data).rglob("*.db"):
        with contextlib.closing(sqlite3.connect(path)) as database:
            for (answer,) in database.execute("PRAGMA integrity_check"):
                if answer != "ok":
                    ledger.problem(f"{path.name}: {answer}")


def report(clinic, messages, at_graph):
    ledger = clinic.ledger
    states = collections.Counter(message["status"] for message in messages if message["direction"] == "out")
    webhooks = ledger.of(ledger.acknowledged, "webhook")
    sends = ledger.of(ledger.acknowledged, "send")
    print(f"{KILLS} kills, seed {SEED}")
    print(f"webhooks: {len(webhooks)} acknowledged of {len(ledger.of(ledger.asked, 'webhook'))}")
    print(f"replies: {len(sends)} acknowledged of {len(ledger.of(ledger.asked, 'send'))}; {sum(at_graph.values())} at Graph; {dict(states)}")
    print(f"listening again after {statistics.median(clinic.starts):.2f} s (median), {max(clinic.starts):.2f} s (worst)")
    print("\n".join(ledger.problems[:50]) or "Nothing was lost, nothing was doubled.")


def main():
    binaries, kind = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="acolhe-faults-")))
        database = stack.enter_context(postgres()) if kind == "postgres" else None
        log = stack.enter_context(open(folder / "log", "wb"))
        graph = stack.enter_context(Graph(folder / "graph"))
        server = Server(binaries, folder / "data", database, log=log)
        stack.push(server.__exit__)
        clinic = Clinic(server, graph, Ledger(folder / "ledger"))
        clinic.open()
        clinic.kill_often()
        clinic.settle()
        messages, at_graph = clinic.messages(), clinic.texts_at_graph()
        check_webhooks(clinic.ledger, messages)
        check_sends(clinic.ledger, messages, at_graph)
        check_listener(clinic.ledger, clinic.listener, messages, clinic.before)
        clinic.listener.ending.set()
        if max(clinic.starts) > 5:
            clinic.ledger.problem("it took more than 5 s to listen again")
        if server.stop() != 0:
            clinic.ledger.problem(f"it ended with {server.process.returncode} on SIGTERM")
        check_databases(clinic.ledger, folder / "data")
        report(clinic, messages, at_graph)
        return 1 if clinic.ledger.problems else 0


if __name__ == "__main__":
    sys.exit(main())
