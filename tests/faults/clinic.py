# SPDX-License-Identifier: Apache-2.0
"""A clinic to break: a server, the fake Graph API with its WhatsApp number, load, and what must hold afterwards:
  - the message of every acknowledged webhook exists exactly once, that of an unacknowledged one at most once;
  - no reply reached the fake Graph API twice, and every acknowledged reply exists exactly once;
  - each reply is delivered, failed or visibly uncertain, and what Graph accepted is known to be sent;
  - a desktop that asks for what it missed hears of each message exactly once, in order;
  - the server's memory stayed bounded, it stops cleanly, and SQLite's files are whole.
"""
import collections
import contextlib
import http.client
import pathlib
import sqlite3
import time
import uuid

from faults.load import Attendants, Ledger, Listener, Patients, SocketAttendants, text_webhook
from machinery.graph import Graph
from machinery.program import free_port
from machinery.server import Api, Server

APP = "890"
ADMIN = "admin@faults.example"
PATIENTS = [f"55119{number:08}" for number in range(87_000_000, 87_000_020)]
SETTLING_SECONDS = 120
MOST_RSS_MB = 400
KNOWN = {"sent", "delivered", "read", "failed"}


def until(condition, what, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.1)


@contextlib.contextmanager
def clinic(run, data=None, database=None, environment=None):
    """An open clinic whose patients have written once. `data`, `database`: instead of the run's."""
    with contextlib.ExitStack() as stack:
        log = stack.enter_context(open(run.folder / "log", "ab"))
        graph = stack.enter_context(Graph(run.folder / "graph"))
        server = Server(run.binaries, data or run.folder / "data", database or run.database, log=log)
        server.environment = environment or {}
        stack.push(server.__exit__)
        opened = Clinic(run, server, graph, PATIENTS)
        stack.callback(opened.end_listening)
        opened.open()
        yield opened


class Clinic:
    def __init__(self, run, server, graph, patients):
        self.run, self.server, self.graph, self.patients = run, server, graph, patients
        self.ledger = Ledger(run.folder / "ledger")
        self.starts = []
        self.workers = []
        self.listener, self.before = None, set()

    def open(self):
        self.server.add_clinic(["init"], "Resistência", ADMIN)
        self.server.start(free_port())
        self.admin = self.server.api().login(ADMIN)
        settings = {
            "phoneNumberId": Graph.number, "businessAccountId": Graph.business, "accessToken": Graph.token,
            "appId": APP, "appSecret": Graph.secret, "verifyToken": "verify", "apiBaseUrl": self.graph.url,
        }
        made = self.admin.call("inboxes.create", channel="whatsapp_cloud", name="WhatsApp", settings=settings)
        self.inbox = made["inbox"]["id"]
        webhooks = f"http://127.0.0.1:{self.server.port}/webhooks/meta/{APP}"
        self.graph.control("statuses", {"url": webhooks, "sentMs": 20, "deliveredMs": 60})
        self.graph.control("faults", {"method": "POST", "path": "messages$", "times": 0, "delayMs": 25})
        for patient in self.patients:
            self.patient([patient]).one()
        until(lambda: len(self.conversations()) == len(self.patients), "the first conversations")

    def patient(self, numbers=None, name="first"):
        return Patients(f"{self.run.random.random()}{name}", self.ledger, self.server.port, APP, numbers or self.patients)

    def clinic_file(self):
        """The clinic's SQLite file."""
        return pathlib.Path(self.server.data) / "clinics" / "1" / "clinic.db"

    def try_webhook(self):
        """One more message of a patient, posted once: the answer's status, 0 without an answer."""
        patient = self.patient(name=uuid.uuid4().hex)
        wamid = f"wamid.{uuid.uuid4()}"
        self.ledger.ask("webhook", wamid)
        status = patient.status_of(text_webhook(wamid, self.patients[0], "mais uma"))
        if status == 200:
            self.ledger.acknowledge("webhook", wamid)
        return status

    def try_reply(self):
        """One more reply, asked for once: the answer's status, 0 without an answer."""
        client_id = str(uuid.uuid4())
        self.ledger.ask("send", client_id)
        params = {"conversationId": 1, "clientId": client_id, "text": f"resposta {client_id}"}
        try:
            status, body = Api(self.server.port, self.admin.token).request("messages.send", params)
        except (OSError, http.client.HTTPException):
            return 0
        if status == 200:
            self.ledger.acknowledge("send", client_id, body["message"]["id"])
        return status

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

    def texts_at_graph(self):
        return collections.Counter(entry["body"]["text"]["body"] for entry in self.graph.sent())

    def reconnect(self):
        """The admin's connection is gone with the server that had it."""
        token, self.admin = self.admin.token, self.server.api()
        self.admin.token = token

    def restart(self):
        """On the same port, where the workers look for it. Gives the seconds."""
        start = time.monotonic()
        self.server.start(self.server.port)
        self.starts.append(time.monotonic() - start)
        self.reconnect()
        return self.starts[-1]

    @contextlib.contextmanager
    def load(self, patients=4, attendants=4, sockets=0, listens=True, patience=60):
        """Patients write and attendants reply while the block runs; after it everybody has their answer."""
        ids = self.conversations()
        self.before = {message["id"] for message in self.messages()}
        random, port, token = self.run.random, self.server.port, self.admin.token
        if listens:
            self.listener = Listener(random.random(), self.ledger, port, token)
            self.listener.start()
            self.listener.subscribed.wait(10)
        self.workers = [self.patient(name=f"p{n}") for n in range(patients)]
        self.workers += [Attendants(f"{random.random()}a", self.ledger, port, token, ids) for _ in range(attendants)]
        self.workers += [SocketAttendants(f"{random.random()}s", self.ledger, port, token, ids) for _ in range(sockets)]
        for worker in self.workers:
            worker.patience = patience
            worker.start()
        try:
            yield self.workers
        finally:
            for worker in self.workers:
                worker.ending.set()
            for worker in self.workers:
                worker.join(patience + 30)
                if worker.is_alive() or worker.problem:
                    self.ledger.problem(f"a {type(worker).__name__} got no answer: {worker.problem}")
        self.reconnect()

    def end_listening(self):
        if self.listener:
            self.listener.ending.set()

    def settle(self, seconds=SETTLING_SECONDS):
        """Until nothing is under way any more; what Graph has accepted comes to be known through its statuses."""

        def quiet():
            accepted = self.texts_at_graph()
            messages = self.messages()
            return not self.graph.control("webhooks")["waiting"] and all(
                message["status"] in KNOWN or (message["status"] == "uncertain" and message["text"] not in accepted)
                for message in messages if message["direction"] == "out"
            ) and (not self.listener or all(self.listener.heard[id] for id in ids_of(messages) - self.before))

        with contextlib.suppress(TimeoutError):  # what did not settle is named by the checks
            until(quiet, "quiet", seconds)

    def verify(self, stops=True):
        """Everything that must hold when the load is over. `stops`: and then stops the server."""
        self.settle()
        messages, at_graph = self.messages(), self.texts_at_graph()
        check_webhooks(self.ledger, messages)
        check_sends(self.ledger, messages, at_graph)
        if self.listener:
            check_listener(self.ledger, self.listener, messages, self.before)
        self.end_listening()
        self.run.check_memory(self.server.rss_mb(), MOST_RSS_MB, "the server has")
        if stops:
            self.run.check(self.server.stop() == 0, f"it ended with {self.server.process.returncode} on SIGTERM")
            check_databases(self.ledger, self.server.data)
        for problem in self.ledger.problems:
            self.run.check(False, problem)
        self.report(messages, at_graph)

    def report(self, messages, at_graph):
        ledger, figure = self.ledger, self.run.figure
        for what in ("webhook", "send"):
            if asked := ledger.of(ledger.asked, what):
                figure(f"{what}s acknowledged", f"{len(ledger.of(ledger.acknowledged, what))} of {len(asked)}")
        if at_graph:
            figure("at Graph", sum(at_graph.values()))
            uncertain = sum(message["status"] == "uncertain" for message in messages)
            figure("uncertain", uncertain)


def ids_of(messages):
    return {message["id"] for message in messages}


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
    for message in ids_of(messages) - before:
        if listener.heard[message] != 1:
            ledger.problem(f"a desktop heard {listener.heard[message]} times of message {message}")


def check_databases(ledger, data):
    for path in pathlib.Path(data).rglob("*.db"):
        try:
            with contextlib.closing(sqlite3.connect(path)) as database:
                answers = [answer for (answer,) in database.execute("PRAGMA integrity_check")]
        except sqlite3.DatabaseError as problem:
            answers = [str(problem)]
        if answers != ["ok"]:
            ledger.problem(f"{path.name}: {answers[:3]}")
