# SPDX-License-Identifier: Apache-2.0
"""W: what Meta, or who pretends to be Meta, posts."""
import collections
import concurrent.futures
import contextlib
import hashlib
import hmac
import http.client
import itertools
import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

from faults.cases import case, covered
from faults.clinic import APP, clinic, until
from faults.gate import Gate, Passage
from faults.load import text_webhook
from faults.raw import forget_peak, peak_mb
from machinery.graph import Graph
from machinery.web_socket import WebSocket

covered("W01", "signatures that are missing, wrong, cut short, of SHA-1, of another body", group="webhooks",
        test="tst_e2e_hostile_webhooks", functions=["forgersStoreNothing", "anUnknownAddressTellsNothing"])
covered("W08", "every payload that was recorded, known or of the future", group="webhooks", test="tst_e2e_recorded_webhooks",
        functions=["eachIsTakenKeptAndTold", "nothingBecameADeadLetter"])
covered("W13", "an old delivery comes again", group="webhooks", test="tst_e2e_hostile_webhooks",
        functions=["aReplayChangesNothing", "theSameMessageTwiceInOneDeliveryIsOne"])


def signature(body, secret=Graph.secret):
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


class Meta:
    """Posts over a connection that it keeps."""

    def __init__(self, port, app=APP, secret=Graph.secret):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.app, self.secret = app, secret

    def post(self, body):
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": signature(body, self.secret)}
        self.connection.request("POST", f"/webhooks/meta/{self.app}", body, headers)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status


def value_of(payload):
    return payload["entry"][0]["changes"][0]["value"]


def statuses_webhook(statuses):
    payload = json.loads(text_webhook("-", "-", "-"))
    del value_of(payload)["messages"], value_of(payload)["contacts"]
    value_of(payload)["statuses"] = statuses
    return json.dumps(payload).encode()


def status_news(wamid, status):
    news = {"id": wamid, "status": status, "timestamp": str(int(time.time())), "recipient_id": "5511"}
    return {**news, "errors": [{"code": 131026, "title": "Message undeliverable"}]} if status == "failed" else news


def dead_letters(open_clinic):
    return len(open_clinic.admin.call("journal.deadLetters", limit=200)["deadLetters"])


@case("W02", "signatures over accents and emoji, written raw and escaped", group="webhooks", databases=("sqlite",))
def signed_bytes(run):
    with clinic(run) as open_clinic:
        text, patient = "Olá, é às 15h? 👩‍⚕️ ação", open_clinic.patient()
        for number in range(2):
            wamid = f"wamid.{uuid.uuid4()}"
            open_clinic.ledger.ask("webhook", wamid)
            body = json.loads(text_webhook(wamid, open_clinic.patients[0], text))
            status = patient.status_of(json.dumps(body, ensure_ascii=bool(number)).encode())
            if run.check(status == 200, f"answered {status}"):
                open_clinic.ledger.acknowledge("webhook", wamid)
            stored = {message["externalId"]: message["text"] for message in open_clinic.messages()}
            run.check(stored.get(wamid) == text, "it was read as something else")
        open_clinic.verify()


@case("W03", "the same event 1,000 times, 50 at once", group="webhooks")
def same_event(run):
    count = run.times(1000, 200)
    with clinic(run) as open_clinic:
        wamid = f"wamid.{uuid.uuid4()}"
        body = text_webhook(wamid, "5511930000001", "uma vez")
        open_clinic.ledger.ask("webhook", wamid)
        with contextlib.closing(WebSocket(open_clinic.server.port, open_clinic.admin.token)) as desktop:
            desktop.send({"jsonrpc": "2.0", "id": 1, "method": "events.subscribe", "params": {}})
            desktop.receive()
            metas = [Meta(open_clinic.server.port) for _ in range(50)]
            with concurrent.futures.ThreadPoolExecutor(50) as pool:
                answers = collections.Counter(
                    status for statuses in pool.map(lambda meta: [meta.post(body) for _ in range(count // 50)], metas)
                    for status in statuses)
            run.check(answers == {200: count}, f"answers {dict(answers)}")
            open_clinic.ledger.acknowledge("webhook", wamid)
            open_clinic.try_webhook()
            told = 0  # until the event of that one
            while (event := desktop.receive())["params"]["data"].get("message", {}).get("externalId") in (None, wamid):
                told += event["params"]["type"] == "message.created"
            run.check(told == 1, f"a desktop was told {told} times")
        run.figure("posts", count)
        open_clinic.verify()


ENDS = ("sent", "delivered", "read", "failed")


def final(order):
    """What a message must be after these statuses, in this order: it never goes back, and what arrived did not fail."""
    now = "sent"
    for news in order:
        arrived = now in ("delivered", "read")
        if news == "failed":
            now = now if arrived else "failed"
        elif now == "failed":
            now = news if news in ("delivered", "read") else now
        else:
            now = max(now, news, key=ENDS.index)
    return now


@case("W04", "statuses of messages in each of their orders, some twice", group="webhooks")
def shuffled_statuses(run):
    with clinic(run) as open_clinic:
        open_clinic.graph.control("statuses", method="DELETE")
        orders = list(itertools.permutations(ENDS))
        for _ in orders:
            run.check(open_clinic.try_reply() == 200, "a reply was refused")
        until(lambda: len(sent_ids(open_clinic)) == len(orders), "the replies")
        expected = dict(zip(sent_ids(open_clinic), orders))
        meta = Meta(open_clinic.server.port)
        steps = [(wamid, news) for step in range(4) for wamid, order in expected.items() for news in [order[step]]]
        for wamid, news in steps:
            for _ in range(run.random.choice((1, 1, 2))):
                run.check(meta.post(statuses_webhook([status_news(wamid, news)])) == 200, f"{news} was refused")
        became = sent_ids(open_clinic)
        for wamid, order in expected.items():
            run.check(became[wamid] == final(order), f"after {order}: {became[wamid]}, not {final(order)}")
            run.check("read" not in order or became[wamid] == "read", f"read, and then {became[wamid]}")
        run.figure("orders", len(orders))
        run.check(open_clinic.server.stop() == 0, "it did not stop")


def sent_ids(open_clinic):
    """{wamid: status} of the replies that Graph answered."""
    return {message["externalId"]: message["status"] for message in open_clinic.messages()
            if message["direction"] == "out" and message["externalId"]}


@case("W05", "receipts before the answer that names their message; quotes and reactions of messages that nobody has",
      group="webhooks")
def news_too_early(run):
    with clinic(run) as open_clinic:
        open_clinic.graph.control("statuses", method="DELETE")
        gate = Gate(open_clinic.graph)
        open_clinic.admin.call("inboxes.update", id=open_clinic.inbox, settings={"apiBaseUrl": gate.url})
        meta = Meta(open_clinic.server.port)
        for news in ENDS[1:]:
            passage = gate.passage = Passage()
            passage.may_go_on.set()
            run.check(open_clinic.try_reply() == 200, "a reply was refused")
            run.check(passage.accepted.wait(20), "Graph was not asked")
            wamid = open_clinic.graph.sent()[-1]["id"]
            run.check(meta.post(statuses_webhook([status_news(wamid, news)])) == 200, f"{news} was refused")
            passage.may_answer.set()
            until(lambda: wamid in sent_ids(open_clinic), "the answer")
            run.check(sent_ids(open_clinic)[wamid] == news, f"{news} came early, it is {sent_ids(open_clinic)[wamid]}")
        gate.passage = Passage.free()
        before, nobodys = len(open_clinic.messages()), f"wamid.{uuid.uuid4()}"
        quote = json.loads(text_webhook(f"wamid.{uuid.uuid4()}", open_clinic.patients[0], "sobre aquilo"))
        value_of(quote)["messages"][0]["context"] = {"from": "15550783881", "id": nobodys}
        reaction = json.loads(text_webhook(f"wamid.{uuid.uuid4()}", open_clinic.patients[0], "-"))
        thumb = {"type": "reaction", "reaction": {"message_id": nobodys, "emoji": "👍"}}
        value_of(reaction)["messages"][0].update(thumb)
        for body in (quote, reaction):
            run.check(meta.post(json.dumps(body).encode()) == 200, "a quote or reaction was refused")
        texts = [message["text"] for message in open_clinic.messages()]
        run.check("sobre aquilo" in texts, "what quotes a message that nobody has is not there")
        run.check(len(texts) >= before + 1, "a message is gone")
        run.check(dead_letters(open_clinic) == 0, "something was not understood")
        run.check(open_clinic.server.stop() == 0, "it did not stop")
