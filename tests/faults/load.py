# SPDX-License-Identifier: Apache-2.0
"""The load under which the server is killed, and the ledger of what was asked and what was acknowledged."""
import collections
import hashlib
import hmac
import http.client
import json
import random
import threading
import time
import uuid

from machinery.graph import Graph
from machinery.server import Api, ApiError
from machinery.web_socket import WebSocket


class Ledger:
    """Each id before it is sent, and again when the server said that it has it. The file is for reading after a failure."""

    def __init__(self, path):
        self.file = open(path, "w", encoding="utf-8")
        self.lock = threading.Lock()
        self.asked, self.acknowledged, self.problems = {}, {}, []
        self.times = {}  # when it was first known to be acknowledged

    def ask(self, what, key):
        self._note(self.asked, what, key, True)

    def acknowledge(self, what, key, answer=True):
        before = self.acknowledged.get((what, key))
        if before is not None and before != answer:
            self.problem(f"{what} {key} was {before} and is now {answer}")
        self.times.setdefault((what, key), time.time())
        self._note(self.acknowledged, what, key, answer)

    def problem(self, text):
        with self.lock:
            self.problems.append(text)

    def of(self, book, what):
        return {key: answer for (kind, key), answer in book.items() if kind == what}

    def _note(self, book, what, key, answer):
        with self.lock:
            book[what, key] = answer
            self.file.write(f"{'asked' if book is self.asked else 'acknowledged'} {what} {key} {answer}\n")
            self.file.flush()


class Worker(threading.Thread):
    """Does one thing after another until it is told to end; repeats what a dying server did not answer."""

    def __init__(self, seed):
        super().__init__(daemon=True)
        self.random = random.Random(seed)
        self.ending = threading.Event()
        self.patience, self.problem = 60, None

    def run(self):
        try:
            while not self.ending.is_set():
                self.one()
        except Exception as problem:  # told by whoever waits for this worker
            self.problem = problem

    def insist(self, attempt, patience=None):
        """Gives what `attempt` gives once it gets an answer. The server is down for moments only."""
        end = time.monotonic() + (self.patience if patience is None else patience)
        while True:
            try:
                return attempt()
            except (OSError, http.client.HTTPException):
                if time.monotonic() > end:
                    raise
                time.sleep(0.02)


def text_webhook(wamid, patient, text, number=Graph.number, name=None):
    message = {"from": patient, "id": wamid, "timestamp": str(int(time.time())), "type": "text", "text": {"body": text}}
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "15550783881", "phone_number_id": number},
        "contacts": [{"profile": {"name": name or f"Paciente {patient[-4:]}"}, "wa_id": patient}],
        "messages": [message],
    }
    entry = {"id": Graph.business, "changes": [{"value": value, "field": "messages"}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


class Patients(Worker):
    """Meta's side: signed webhooks. One in five is given up when it is not answered, one in ten comes twice."""

    def __init__(self, seed, ledger, port, app, numbers):
        super().__init__(seed)
        self.ledger, self.port, self.app, self.numbers = ledger, port, app, numbers

    def one(self):
        patient = self.random.choice(self.numbers)
        wamid = f"wamid.{uuid.UUID(int=self.random.getrandbits(128))}"
        body = text_webhook(wamid, patient, f"mensagem {wamid}")
        gives_up = self.random.random() < 0.2
        self.ledger.ask("webhook", wamid)
        for _ in range(2 if self.random.random() < 0.1 else 1):
            try:
                self.insist(lambda: self.post(body), 0 if gives_up else None)
                self.ledger.acknowledge("webhook", wamid)
            except (OSError, http.client.HTTPException):
                if not gives_up:
                    raise

    def post(self, body):
        status = self.answer(body)
        if status == 503:
            raise ConnectionError("busy")
        if status != 200:
            self.ledger.problem(f"a webhook was answered {status}")

    def status_of(self, body, seconds=70):
        """The answer's status, 0 without an answer."""
        try:
            return self.answer(body, seconds)
        except (OSError, http.client.HTTPException):
            return 0

    def answer(self, body, seconds=10):
        signature = hmac.new(Graph.secret.encode(), body, hashlib.sha256).hexdigest()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            headers = {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={signature}"}
            connection.request("POST", f"/webhooks/meta/{self.app}", body, headers)
            return connection.getresponse().status
        finally:
            connection.close()


class Attendants(Worker):
    """Replies with ids of their own; what was not answered is sent again with the same id, some after an answer too."""

    def __init__(self, seed, ledger, port, token, conversations):
        super().__init__(seed)
        self.ledger, self.port, self.token, self.conversations = ledger, port, token, conversations

    def one(self):
        client_id = str(uuid.UUID(int=self.random.getrandbits(128), version=4))
        conversation = self.random.choice(self.conversations)
        self.ledger.ask("send", client_id)
        for _ in range(2 if self.random.random() < 0.2 else 1):
            message = self.insist(lambda: self.send(conversation, client_id))
            self.ledger.acknowledge("send", client_id, message)
        self.ending.wait(0.02)

    def send(self, conversation, client_id):
        try:
            params = {"conversationId": conversation, "clientId": client_id, "text": f"resposta {client_id}"}
            return Api(self.port, self.token).call("messages.send", **params)["message"]["id"]
        except ApiError as refused:
            self.ledger.problem(str(refused))
            raise


class SocketAttendants(Attendants):
    """The same over a WebSocket of their own, which they open again when it breaks."""

    def __init__(self, *words):
        super().__init__(*words)
        self.socket, self.calls = None, 0

    def send(self, conversation, client_id):
        if self.socket is None:
            self.socket = WebSocket(self.port, self.token)
        try:
            answer = self.call({"conversationId": conversation, "clientId": client_id, "text": f"resposta {client_id}"})
        except OSError:
            self.socket.close()
            self.socket = None
            raise
        if "error" in answer:
            if "storage" in answer["error"]["data"]:
                raise ConnectionError("not now")
            self.ledger.problem(str(answer["error"]))
            raise ApiError(answer["error"])
        return answer["result"]["message"]["id"]

    def call(self, params):
        self.calls += 1
        self.socket.send({"jsonrpc": "2.0", "id": self.calls, "method": "messages.send", "params": params})
        while (answer := self.socket.receive()).get("id") != self.calls:
            pass
        return answer


class Listener(Worker):
    """A desktop that is thrown off by every crash and asks for what it missed. Keeps how often it heard of each message."""

    def __init__(self, seed, ledger, port, token):
        super().__init__(seed)
        self.ledger, self.port, self.token = ledger, port, token
        self.heard, self.since, self.epoch = collections.Counter(), None, None
        self.subscribed = threading.Event()

    def one(self):
        try:
            desktop = WebSocket(self.port, self.token)
            try:
                self.listen(desktop)
            finally:
                desktop.close()
        except OSError:
            self.ending.wait(0.05)

    def listen(self, desktop):
        known = {} if self.since is None else {"since": self.since, "epoch": self.epoch}
        desktop.send({"jsonrpc": "2.0", "id": 1, "method": "events.subscribe", "params": known})
        while not self.ending.is_set():
            message = desktop.receive()
            if "result" in message:
                self.begin(message["result"])
            elif message.get("method") == "event" and "seq" in message["params"]:
                self.hear(message["params"])

    def begin(self, result):
        if result["reset"]:
            self.ledger.problem("a desktop was told to load anew after a crash")
        if self.since is None:
            self.since = result["seq"]
        self.epoch = result["epoch"]
        self.subscribed.set()

    def hear(self, event):
        if event["seq"] <= self.since:
            self.ledger.problem(f"event {event['seq']} came after {self.since}")
        self.since = event["seq"]
        if event["type"] == "message.created":
            self.heard[event["data"]["message"]["id"]] += 1
