# SPDX-License-Identifier: Apache-2.0
"""D: a Graph API that is slow, dead, endless, or answers nonsense."""
import contextlib
import gzip
import json
import signal
import socket
import threading
import time
import uuid

from faults.cases import case, covered
from faults.clinic import clinic, until
from faults.load import text_webhook
from machinery.graph import Graph

covered("D05", "refusals for good, in words; a token that is refused stops its own inbox, once", group="providers",
        test="tst_e2e_sends_in_doubt", functions=["whatWasRefusedForGoodIsTold", "aRefusedTokenStopsItsInboxOnly"])
covered("D07", "names that are none, refused connections, certificates that are not good", group="providers", test="tst_meta_graph_client",
        functions=["whatNeverLeftIsKnown", "nothingLeavesBeforeTls", "redirectsAreNotFollowed"])


class Nonsense:
    """Takes calls as Graph does and answers a send with bytes of ours, as slowly as we like."""

    def __init__(self, answer):
        self.answer, self.calls = answer, 0
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.one, args=(connection,), daemon=True).start()

    def one(self, connection):
        with contextlib.suppress(OSError), connection:
            head = b""
            while b"\r\n\r\n" not in head:
                if not (got := connection.recv(65536)):
                    return
                head += got
            if not head.startswith(b"POST") or b"/messages" not in head.split(b"\r\n")[0]:
                body = json.dumps({"id": Graph.number, "display_phone_number": "1"}).encode()
                connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                   + b"Content-Length: %d\r\n\r\n" % len(body) + body)
                return
            self.calls += 1
            for piece in self.answer():
                connection.sendall(piece)


def head_of(length, more=b""):
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n" % length + more + b"\r\n"


def accepted():
    return json.dumps({"messaging_product": "whatsapp", "messages": [{"id": f"wamid.{uuid.uuid4()}"}]}).encode()


def a_byte_a_second():
    yield head_of(len(accepted()))
    for byte in accepted():
        yield bytes((byte,))
        time.sleep(1)


def without_end():
    yield b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
    while True:
        yield b" " * 65536


def a_gigabyte():
    yield head_of(1 << 30)
    for _ in range(1 << 14):
        yield b" " * 65536


def too_short():
    yield head_of(len(accepted()) + 100) + accepted()


def a_bomb():
    body = gzip.compress(bytes(200_000_000), 1)
    yield head_of(len(body), b"Content-Encoding: gzip\r\n") + body


def silence():
    time.sleep(120)
    yield b""


def only_a_head():
    yield head_of(len(accepted()))
    time.sleep(120)


ANSWERS = {
    "a byte a second": a_byte_a_second, "an answer without an end": without_end, "a gigabyte": a_gigabyte,
    "less than it says": too_short, "a gzip bomb": a_bomb, "no answer": silence, "a head alone": only_a_head,
    "HTML": lambda: [head_of(21) + b"<html>Service</html>\r"], "nothing in it": lambda: [head_of(0)],
    "another shape": lambda: [head_of(16) + b'{"messages":[{}]'[:15] + b" "], "a list": lambda: [head_of(2) + b"[]"],
    "no HTTP": lambda: [b"SSH-2.0-OpenSSH\r\n"], "a head of a megabyte": lambda: [head_of(2, b"X: " + b"a" * 1_000_000 + b"\r\n") + b"{}"],
}
QUICK = ("less than it says", "HTML", "nothing in it", "another shape", "no HTTP", "a gzip bomb", "an answer without an end")


class Inboxes:
    """One more inbox for each of these APIs, and a patient who wrote to it."""

    def __init__(self, open_clinic, urls):
        self.clinic, self.conversations = open_clinic, {}
        for which, (name, url) in enumerate(urls.items()):
            number = str(306540352242900 + which)
            settings = {
                "phoneNumberId": number, "businessAccountId": Graph.business, "accessToken": Graph.token, "appId": "890",
                "appSecret": Graph.secret, "verifyToken": "verify", "apiBaseUrl": url,
            }
            open_clinic.admin.call("inboxes.create", channel="whatsapp_cloud", name=name[:100], settings=settings)
            self.conversations[name] = self.receive(number, f"55119900{which:05}")

    def receive(self, number, phone):
        before = set(self.clinic.conversations())
        status = self.clinic.patient().status_of(text_webhook(f"wamid.{uuid.uuid4()}", phone, "oi", number))
        self.clinic.run.check(status == 200, f"a webhook was answered {status}")
        until(lambda: set(self.clinic.conversations()) - before, "the conversation")
        return (set(self.clinic.conversations()) - before).pop()

    def send(self, name, text="resposta"):
        params = {"conversationId": self.conversations[name], "clientId": str(uuid.uuid4()), "text": text}
        return self.clinic.admin.call("messages.send", **params)["message"]["id"]

    def out(self, name):
        """The replies of a conversation."""
        page = self.clinic.admin.call("messages.getByConversation", conversationId=self.conversations[name], limit=200)
        return [message for message in page["messages"] if message["direction"] == "out"]


def sent_in(open_clinic, seconds=5):
    """Seconds until one more reply on the sound inbox is known to be with Graph."""
    text, start = f"resposta {uuid.uuid4()}", time.monotonic()
    params = {"conversationId": 1, "clientId": str(uuid.uuid4()), "text": text}
    open_clinic.admin.call("messages.send", **params)
    until(lambda: open_clinic.texts_at_graph()[text], "a reply of another inbox", seconds)
    return time.monotonic() - start


@case("D02", "answers that are slow, endless, cut short, packed, or no answer at all (D01, D02 and D06); another inbox goes on",
      group="providers", databases=("sqlite",), seconds=200)
def nonsense(run):
    answers = {name: answer for name, answer in ANSWERS.items() if run.full or name in QUICK}
    with clinic(run) as open_clinic:
        apis = {name: Nonsense(answer) for name, answer in answers.items()}
        inboxes = Inboxes(open_clinic, {name: api.url for name, api in apis.items()})
        before, most, worst, calls = open_clinic.server.rss_mb(), 0.0, 0.0, []
        for name in apis:
            inboxes.send(name)
        start, ended = time.monotonic(), {}
        while len(ended) < len(apis) and time.monotonic() < start + 50:
            most = max(most, open_clinic.server.rss_mb() - before)
            for name in apis:
                status = inboxes.out(name)[0]["status"]
                if name not in ended and status not in ("queued", "sending"):
                    ended[name] = (status, time.monotonic() - start)
            worst = max(worst, sent_in(open_clinic))
            calls.append(open_clinic.admin.time("auth.me"))
            time.sleep(0.2)
        for name in apis:
            status, took = ended.get(name, ("still under way", 0))
            run.check(status == "uncertain", f"{name}: {status}")
            run.check(took < 45, f"{name}: after {took:.0f} s")
        time.sleep(3)
        for name, api in apis.items():
            run.check(api.calls == 1, f"{name}: {api.calls} calls")
        run.figure("answers", len(apis))
        run.figure("the last is known after s", max((took for _, took in ended.values()), default=0.0))
        run.figure("memory MB", most)
        run.figure("another inbox's reply s, at most", worst)
        run.check_memory(most, 60, "it took")
        run.check(worst < 2, f"another inbox waited {worst:.1f} s")
        run.check(sorted(calls)[len(calls) * 95 // 100] < 200, "other calls were slow")
        run.check(open_clinic.server.stop() == 0, "it did not stop")


@case("D01", "the Graph API is frozen (SIGSTOP) with sends on their way; webhooks and calls go on; then it thaws", group="providers",
      databases=("sqlite",), short=False, seconds=200)
def frozen(run):
    with clinic(run) as open_clinic:
        graph = open_clinic.graph.process
        graph.send_signal(signal.SIGSTOP)
        try:
            for _ in range(20):
                run.check(open_clinic.try_reply() == 200, "a reply was refused")
            times, end = [], time.monotonic() + 25
            while time.monotonic() < end:
                start = time.monotonic()
                run.check(open_clinic.try_webhook() == 200, "a webhook was refused")
                times.append(time.monotonic() - start)
                times.append(open_clinic.admin.time("auth.me") / 1000)
                time.sleep(0.05)
        finally:
            graph.send_signal(signal.SIGCONT)
        p99 = sorted(times)[len(times) * 99 // 100]
        run.figure("others, p99 ms", p99 * 1000)
        run.check(p99 < 0.2, f"others waited {p99:.2f} s")
        open_clinic.verify()


@case("D03", "429 with Retry-After: a second, an hour, a date, nonsense, less than nothing", group="providers", databases=("sqlite",))
def asked_to_wait(run):
    with clinic(run) as open_clinic:
        graph = open_clinic.graph
        graph.control("statuses", method="DELETE")
        graph.control("faults", method="DELETE")
        soon = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 2))
        waits = {"1": 1, "3600": None, soon: 0, "logo": 0, "-1": 0, "9" * 30: 0, "99999999": None}
        conversations, asked = open_clinic.conversations(), {}
        # One at a time and to patients of their own: what is asked for one is not asked for all.
        for (after, least), conversation in zip(waits.items(), conversations):
            text = f"resposta {uuid.uuid4()}"
            fault = {"path": "messages$", "includes": text, "http": 429, "code": 131056, "headers": {"Retry-After": after}}
            graph.control("faults", fault)
            params = {"conversationId": conversation, "clientId": str(uuid.uuid4()), "text": text}
            open_clinic.admin.call("messages.send", **params)
            asked[text] = (after, least, time.monotonic())
        sent, end = {}, time.monotonic() + run.times(40, 6)
        while time.monotonic() < end:
            for text in open_clinic.texts_at_graph():
                sent.setdefault(text, time.monotonic())
            time.sleep(0.1)
        for text, (after, least, start) in asked.items():
            if least is None:
                run.check(text not in sent, f"Retry-After {after[:9]}: it was sent again at once")
            elif text in sent or run.full:
                took = sent.get(text, 1e9) - start
                run.check(least <= took < 60, f"Retry-After {after}: sent after {took:.1f} s")
        states = {message["text"]: message["status"] for message in open_clinic.messages() if message["direction"] == "out"}
        run.check(set(states.values()) <= {"queued", "sent"}, f"states: {sorted(set(states.values()))}")
        run.check(all(number == 1 for number in open_clinic.texts_at_graph().values()), "one was sent twice")
        run.figure("sent in time", len(sent))
        run.check(open_clinic.server.stop() == 0, "it did not stop")


@case("D04", "Graph answers 500, 502, 503, 504 for 20 s (4 s in the short form), then is well: each once, each conversation in order",
      group="providers", databases=("sqlite",), seconds=400)
def burst(run):
    with clinic(run) as open_clinic:
        graph = open_clinic.graph
        graph.control("faults", method="DELETE")
        graph.control("statuses", method="DELETE")
        for http_status in (500, 502, 503, 504) * 100:
            graph.control("faults", {"method": "POST", "path": "messages$", "http": http_status, "code": 2, "transient": True})
        conversations = open_clinic.conversations()[:4]
        order = {conversation: [] for conversation in conversations}
        for number in range(20):
            conversation = conversations[number % 4]
            text = f"{number} {uuid.uuid4()}"
            params = {"conversationId": conversation, "clientId": str(uuid.uuid4()), "text": text}
            open_clinic.admin.call("messages.send", **params)
            order[conversation].append(text)
        time.sleep(run.times(20, 4))
        tried = 400 - graph_waiting(graph)
        graph.control("faults", method="DELETE")
        run.figure("tries while it was ill", tried)
        texts = [text for texts in order.values() for text in texts]
        states = {}

        def all_known():
            replies = [message for message in open_clinic.messages() if message["direction"] == "out"]
            states.update({message["text"]: message["status"] for message in replies})
            return all(states[text] in ("sent", "uncertain") for text in texts)

        start = time.monotonic()
        with contextlib.suppress(TimeoutError):
            until(all_known, "the replies", run.times(120, 60))
        run.figure("then all known after s", time.monotonic() - start)
        arrived = [entry["body"]["text"]["body"] for entry in graph.sent()]
        run.check(len(arrived) == len(set(arrived)), "one was sent twice")
        for conversation, expected in order.items():
            went = [text for text in arrived if text in expected]
            run.check(went == [text for text in expected if text in went], f"conversation {conversation} is out of order")
        for text in texts:
            run.check((text in arrived) == (states[text] == "sent"), f"{states[text]}, but {text in arrived} at Graph")
        run.figure("uncertain", sum(state == "uncertain" for state in states.values()))
        run.check(open_clinic.server.stop() == 0, "it did not stop")


def graph_waiting(graph):
    """How many faults still wait."""
    return graph.control("faults")["waiting"]
