# SPDX-License-Identifier: Apache-2.0
"""A: the server is killed at exact points of a send. A gate between it and Graph says when; a lock keeps a commit waiting."""
import contextlib
import sqlite3
import subprocess
import time
import uuid

from faults.cases import case
from faults.clinic import clinic, until
from faults.gate import Gate, Passage
from machinery.postgres import sql
from machinery.program import Program

POINTS = {"before the call took effect": 0, "before its answer": 1, "after its answer, before the commit": 1}


@contextlib.contextmanager
def commits_held(run, open_clinic):
    """No end of an attempt is committed while the block runs."""
    if run.database is None:
        with contextlib.closing(sqlite3.connect(open_clinic.clinic_file(), timeout=10, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    parts = ("BEGIN", "LOCK TABLE clinic_1.attempt IN ACCESS EXCLUSIVE MODE", "SELECT 'held'", "SELECT pg_sleep(61)")
    command = ["psql", "-X", "-q", "-A", "-t", "-d", run.database, *[word for part in parts for word in ("-c", part)]]
    with Program(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as other:
        other.process.stdout.readline()
        yield
        sql(run.database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(61)'")


class Sends:
    """One conversation, sent to through the gate."""

    def __init__(self, run, open_clinic):
        self.run, self.clinic, self.gate = run, open_clinic, Gate(open_clinic.graph)
        open_clinic.admin.call("inboxes.update", id=open_clinic.inbox, settings={"apiBaseUrl": self.gate.url})
        self.conversation = open_clinic.conversations()[0]
        self.texts = {}  # message id: its text

    def send(self):
        client_id = str(uuid.uuid4())
        params = {"conversationId": self.conversation, "clientId": client_id, "text": f"resposta {client_id}"}
        self.clinic.ledger.ask("send", client_id)
        id = self.clinic.admin.call("messages.send", **params)["message"]["id"]
        self.clinic.ledger.acknowledge("send", client_id, id)
        self.texts[id] = params["text"]
        return id

    def is_now(self, id, status):
        page = self.clinic.admin.call("messages.getByConversation", conversationId=self.conversation, limit=200)
        return next(message["status"] for message in page["messages"] if message["id"] == id) == status

    def at_graph(self, id):
        return self.clinic.texts_at_graph()[self.texts[id]]

    def killed(self, point):
        """A message whose server died at that point, and one that waited behind it; the server is there again."""
        passage = self.gate.passage = Passage()
        first = self.send()
        self.run.check(passage.arrived.wait(20), "no call came")
        behind = self.send()
        with contextlib.ExitStack() as stack:
            if POINTS[point] > 0:
                passage.may_go_on.set()
                self.run.check(passage.accepted.wait(20), "no call was accepted")
            if point == "after its answer, before the commit":
                stack.enter_context(commits_held(self.run, self.clinic))
                passage.may_answer.set()
                passage.answered.wait(20)
                time.sleep(0.1)
            self.clinic.server.kill()
        self.gate.passage = Passage.free()
        self.clinic.restart()
        return first, behind

    def check_killed(self, point, first_becomes, then):
        first, behind = self.killed(point)
        for id, status, calls in ((first, first_becomes, POINTS[point]), (behind, then, 1)):
            with contextlib.suppress(TimeoutError):
                until(lambda: self.is_now(id, status), status, 20)
            self.run.check(self.is_now(id, status), f"killed {point}: a message is not {status}")
            self.run.check(self.at_graph(id) == calls, f"killed {point}: {self.at_graph(id)} calls, not {calls}")


@case("A03", "killed before a call took effect, before its answer, before the commit of it", group="crash")
def killed_in_a_send(run):
    rounds = run.times(10, 1)
    with clinic(run) as open_clinic:
        open_clinic.graph.control("statuses", method="DELETE")
        sends = Sends(run, open_clinic)
        for _ in range(rounds):
            for point in POINTS:
                sends.check_killed(point, "uncertain", "sent")
        for id, text in sends.texts.items():
            run.check(open_clinic.texts_at_graph()[text] <= 1, f"message {id} was sent twice")
        run.figure("kills", rounds * len(POINTS))
        run.check(open_clinic.server.stop() == 0, "it did not stop")


@case("A04", "killed in a send; Graph's receipts come when the server is there again", group="crash")
def receipts_settle(run):
    rounds = run.times(10, 1)
    with clinic(run) as open_clinic:
        sends = Sends(run, open_clinic)
        for _ in range(rounds):
            for point in list(POINTS)[1:]:
                sends.check_killed(point, "delivered", "delivered")
        run.figure("kills", rounds * 2)
        open_clinic.verify()
