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
        functions=["eachIsTakenKeptAndTold", "onlyWhatHasNoIdBecameADeadLetter"])
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


class FiveClinics:
    """Further clinics on the same server, each with a number of its own of the same app."""

    def __init__(self, open_clinic, secrets=(Graph.secret,) * 4):
        self.numbers, self.admins = [Graph.number], [open_clinic.admin]
        for which, secret in enumerate(secrets):
            email = f"admin{which}@outras.example"
            open_clinic.server.add_clinic(["clinic", "add"], f"Outra {which}", email)
            number = str(206540352242900 + which)
            open_clinic.graph.control("accounts", {"phoneNumberId": number, "token": Graph.token, "appSecret": secret})
            until(lambda email=email: self.enter(open_clinic, email), "the new clinic")
            settings = {
                "phoneNumberId": number, "businessAccountId": Graph.business, "accessToken": Graph.token, "appId": APP,
                "appSecret": secret, "verifyToken": "verify", "apiBaseUrl": open_clinic.graph.url,
            }
            self.admins[-1].call("inboxes.create", channel="whatsapp_cloud", name="WhatsApp", settings=settings)
            self.numbers.append(number)

    def enter(self, open_clinic, email):
        with contextlib.suppress(Exception):
            self.admins.append(open_clinic.server.api().login(email))
            return True
        return False

    def stored(self, which):
        """The external ids of a clinic's messages."""
        admin, found = self.admins[which], []
        for conversation in admin.call("conversations.allConversations", limit=500)["conversations"]:
            page = admin.call("messages.getByConversation", conversationId=conversation["id"], limit=200)
            found += [message["externalId"] for message in page["messages"]]
        return found


@case("W06", "one delivery of 1,000 entries for five clinics, one of them malformed", group="webhooks")
def batch(run):
    with clinic(run) as open_clinic:
        clinics = FiveClinics(open_clinic)
        before, entries, wamids = clinics.stored(0), [], []
        for number in range(1000):
            wamids.append(f"wamid.{number}.{uuid.uuid4()}")
            text = text_webhook(wamids[-1], f"551195000{number % 50:04}", f"n{number}", clinics.numbers[number % 5])
            entries.append(json.loads(text)["entry"][0])
        broken = run.random.randrange(1000)
        entries[broken]["changes"][0]["value"]["messages"] = "nada disso"
        body = json.dumps({"object": "whatsapp_business_account", "entry": entries}).encode()
        start = time.monotonic()
        run.check(Meta(open_clinic.server.port).post(body) == 200, "it was refused")
        run.figure("answered after s", time.monotonic() - start)
        for which in range(5):
            expected = [wamid for number, wamid in enumerate(wamids) if number % 5 == which and number != broken]
            stored = [wamid for wamid in clinics.stored(which) if which or wamid not in before]
            run.check(sorted(stored) == sorted(expected), f"clinic {which} has {len(stored)} of {len(expected)}")
        dead = [len(admin.call("journal.deadLetters")["deadLetters"]) for admin in clinics.admins]
        run.check(sum(dead) == 1 and dead[broken % 5] == 1, f"dead letters: {dead}")
        run.check(open_clinic.server.stop() == 0, "it did not stop")


def nasty_bodies():
    """Bodies by name, with what they may be answered, and whether they hold a message that must be kept."""
    def around(text, more=b""):
        whole = text_webhook(f"wamid.{uuid.uuid4()}", "5511940000001", "@")
        return whole.replace(b'"@"', text).replace(b'"type": "text"', b'"type": "text"' + more)

    def nested(levels):
        return around(b'"fundo"', b', "x": ' + b"[" * levels + b"]" * levels)

    yield "1,000 levels", nested(1000), (200,), True
    for levels in (1024, 1025, 1_000_000):
        yield f"{levels} levels", nested(levels), (200,), None
    yield "a million of {}", around(b'"muitos"', b', "x": [' + b"{}," * 1_000_000 + b"{}]"), (200,), None
    yield "a million members", around(b'"membros"', b', "x": {' + b'"a":1,' * 500_000 + b'"a":1}'), (200,), None
    yield "1e999", around(b'"infinito"', b', "x": 1e999'), (200,), None
    yield "a name twice", around(b'"dobro"', b', "type": "text"'), (200,), None
    yield "10 MB of text", around(b'"' + b"a" * 10_000_000 + b'"'), (413, 0), False
    yield "a raw NUL", around(b'"a\0b"'), (200,), None
    yield "half of a pair", around(rb'"a\ud800z"'), (200,), True
    yield "overlong UTF-8", around(b'"a\xc0\xafb"'), (200,), None
    yield "no UTF-8", around(b'"a\xff\xfe"'), (200,), None
    yield "a byte order mark", b"\xef\xbb\xbf" + around(b'"marca"'), (200,), None
    yield "rubbish behind", around(b'"antes"') + b"}]", (200,), None
    yield "cut short", around(b'"curto"')[:-5], (200,), False
    yield "UTF-16", around(b'"oi"').decode().encode("utf-16"), (200,), False
    yield "a number of a million digits", around(b'"longo"', b', "x": ' + b"9" * 1_000_000), (200,), None


@case("W07", "bodies that parsers stumble over, four megabytes at most", group="webhooks", databases=("sqlite",))
def nasty(run):
    with clinic(run) as open_clinic:
        patient, pid = open_clinic.patient(), open_clinic.server.process.pid
        worst = worst_rise = 0.0
        for name, body, answers, kept in nasty_bodies():
            before, dead, rss = len(open_clinic.messages()), dead_letters(open_clinic), open_clinic.server.rss_mb()
            forget_peak(pid)
            start = time.monotonic()
            status = patient.status_of(body)
            took, rise = time.monotonic() - start, peak_mb(pid) - rss
            run.check(status in answers, f"{name}: answered {status}")
            run.check(took < 2, f"{name}: {took:.2f} s")
            run.check_memory(rise, 80, name)
            worst, worst_rise = max(worst, took), max(worst_rise, rise)
            more, buried = len(open_clinic.messages()) - before, dead_letters(open_clinic) - dead
            run.check(status != 200 or more + buried == 1, f"{name}: {more} messages, {buried} dead letters")
            run.check(kept is None or bool(more) == kept, f"{name}: {more} messages")
        run.figure("slowest s", worst)
        run.figure("most memory MB", worst_rise)
        texts = "".join(message["text"] or "" for message in open_clinic.messages())
        run.check("\0" not in texts and not any(0xD800 <= ord(c) < 0xE000 for c in texts), "a text holds what none may")
        run.check(open_clinic.try_webhook() == 200, "it does not go on")
        run.check(open_clinic.server.stop() == 0, "it did not stop")


class Flood(threading.Thread):
    """Posts as fast as it is answered, each message new."""

    def __init__(self, port, ledger, name, end):
        super().__init__(daemon=True)
        self.meta, self.ledger, self.patient, self.end = Meta(port), ledger, f"55119600{name:05}", end
        self.answers, self.times = collections.Counter(), []

    def run(self):
        while time.monotonic() < self.end:
            wamid = f"wamid.{uuid.uuid4()}"
            self.ledger.ask("webhook", wamid)
            start = time.perf_counter()
            status = self.meta.post(text_webhook(wamid, self.patient, "onda"))
            self.times.append(time.perf_counter() - start)
            self.answers[status] += 1
            if status == 200:
                self.ledger.acknowledge("webhook", wamid)


@case("W09", "as many webhooks as the machine can post, over 128 connections (32 in the short form)",
      group="webhooks")
def flood(run):
    with clinic(run) as open_clinic:
        end = time.monotonic() + run.times(15, 3)
        floods = [Flood(open_clinic.server.port, open_clinic.ledger, name, end) for name in range(run.times(128, 32))]
        start = time.monotonic()
        for one in floods:
            one.start()
        for one in floods:
            one.join(120)
        answers, times = sum((one.answers for one in floods), collections.Counter()), sorted(t for one in floods for t in one.times)
        run.check(set(answers) <= {200, 503}, f"answers {dict(answers)}")
        run.figure("a second", round(answers[200] / (time.monotonic() - start)))
        run.figure("p99 s", times[len(times) * 99 // 100])
        run.figure("503", answers[503])
        run.check(times[-1] < 10, f"one was answered after {times[-1]:.1f} s")
        acknowledged = set(open_clinic.ledger.of(open_clinic.ledger.acknowledged, "webhook"))
        stored = collections.Counter(message["externalId"] for message in open_clinic.messages())
        run.check(all(stored[wamid] == 1 for wamid in acknowledged), "what was acknowledged is not there once")
        run.check_memory(open_clinic.server.rss_mb(), 400, "the server has")
        run.check(open_clinic.server.stop() == 0, "it did not stop")


@case("W11", "guesses at the verification token, and a challenge that is HTML", group="webhooks", databases=("sqlite",))
def verification(run):
    with clinic(run) as open_clinic:
        challenge = "<script>alert(1)</script>"

        def ask(token):
            query = urllib.parse.urlencode({"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": token})
            try:
                url = f"http://127.0.0.1:{open_clinic.server.port}/webhooks/meta/{APP}?{query}"
                with urllib.request.urlopen(url, timeout=10) as answer:
                    return answer.status, answer.headers, answer.read()
            except urllib.error.HTTPError as refused:
                return refused.code, refused.headers, refused.read()

        count = run.times(500, 100)
        for number in range(count):
            status, _, body = ask("verify"[: number % 6] or str(number))
            if not run.check(status == 403 and challenge.encode() not in body, f"a wrong token: {status}"):
                break
        status, headers, body = ask("verify")
        run.check((status, body) == (200, challenge.encode()), f"the right token: {status}")
        run.check(headers["Content-Type"].startswith("text/plain"), f"it is {headers['Content-Type']}")
        run.check(headers["X-Content-Type-Options"] == "nosniff", "browsers may guess what it is")
        run.figure("guesses", count)


@case("W12", "a delivery for one clinic's number, signed with another clinic's secret; with one app and with two", group="webhooks")
def anothers_signature(run):
    with clinic(run) as open_clinic:
        clinics = FiveClinics(open_clinic, ("segredo de outra",))
        other = clinics.admins[1].call("inboxes.list")["inboxes"][0]
        before = [clinics.stored(0), clinics.stored(1)]
        for app in (APP, "891"):
            if app != APP:  # now the other clinic has an app of its own
                clinics.admins[1].call("inboxes.update", id=other["id"], settings={"appId": app})
            for posted_to in {APP, app}:
                body = text_webhook(f"wamid.{uuid.uuid4()}", "5511950000001", "intruso", Graph.number)
                status = Meta(open_clinic.server.port, posted_to, "segredo de outra").post(body)
                # Known to the app, the signature proves only its own clinic's numbers: as for a number that nobody has.
                proved = posted_to == app
                run.check(status == (200 if proved else 401), f"answered {status}")
                run.check([clinics.stored(0), clinics.stored(1)] == before, "it was stored")
        run.check(open_clinic.try_webhook() == 200, "the own signature is refused")
        run.check(open_clinic.server.stop() == 0, "it did not stop")
