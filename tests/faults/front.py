# SPDX-License-Identifier: Apache-2.0
"""N: hostile bytes, people who do not read, who are slow, who are many."""
import asyncio
import collections
import contextlib
import json
import os
import resource
import socket
import statistics
import threading
import time
import uuid

from faults.cases import case, covered
from faults.clinic import clinic, until
from faults.load import text_webhook
from faults.raw import answer_ms, close_code_after, forget_peak, frame, http_answer, metrics, peak_mb, upgrade
from faults.webhooks import Meta
from machinery.server import Api
from machinery.web_socket import WebSocket

covered("N13", "what browsers are told; foreign origins and headers that are split", group="front", test="tst_api_front",
        functions=["everyAnswerIsDressed", "headersCannotBeSplit", "methodsAreAnsweredAsTheyShould"])

MEGABYTE = 1 << 20


def hostile_frames():
    """Frames by name, with the codes that may answer them."""
    text = b'{"jsonrpc":"2.0","id":1,"method":"auth.me"}'
    yield "a head that says 1 GB", frame(1, b"x", length=1 << 30), {1009}
    yield "a head that says 2^63", frame(1, b"x", length=1 << 63), {1002, 1009}
    yield "2 MB of text", frame(1, b"a" * 2 * MEGABYTE), {1009}
    yield "fragments without an end", frame(1, b"a" * 65536, first=0) + frame(0, b"a" * 65536, first=0) * 32, {1009}
    yield "no UTF-8", frame(1, b"\xff\xfe"), {1007}
    yield "half a letter at the end", frame(1, b"\xc3"), {1007}
    yield "an overlong letter", frame(1, b"\xc0\xaf"), {1007}
    yield "a surrogate", frame(1, b"\xed\xa0\x80"), {1007}
    yield "not masked", frame(1, text, masked=False), {1002}
    yield "a reserved bit", frame(1, text, first=0xC0), {1002}
    yield "a reserved opcode", frame(3, text), {1002}
    yield "a reserved control opcode", frame(11), {1002}
    yield "a ping in pieces", frame(9, b"a", first=0), {1002}
    yield "a ping of 126", frame(9, b"a" * 126), {1002}
    yield "a continuation of nothing", frame(0, text), {1002}
    yield "a message within a message", frame(1, b"a", first=0) + frame(1, b"b"), {1002}
    yield "a close of one byte", frame(8, b"x"), {1002}
    yield "a close with a code that none may send", frame(8, (1005).to_bytes(2, "big")), {1002}
    yield "a close whose reason is no UTF-8", frame(8, (1000).to_bytes(2, "big") + b"\xff"), {1007}
    yield "binary", frame(2, text), {1003}
    yield "an honest close", frame(8, (1000).to_bytes(2, "big")), {1000}


@case("N01", "frames that break the protocol, each 20 times; then pings and empty fragments by the hundred thousand", group="front",
      databases=("sqlite",))
def hostile(run):
    with clinic(run) as open_clinic:
        port, token = open_clinic.server.port, open_clinic.admin.token
        for name, frames, codes in hostile_frames():  # the first time is for what is only made once
            code, took = close_code_after(port, token, frames)
            run.check(code in codes, f"{name}: closed with {code}")
            run.check(took < 1, f"{name}: closed after {took:.1f} s")
        until(lambda: metrics(port).get("acolhe_listeners", 0) == 0, "the sockets' end", 10)
        before = open_clinic.server.rss_mb()
        forget_peak(open_clinic.server.process.pid)
        count = run.times(20, 3)
        for _ in range(count):
            for name, frames, codes in hostile_frames():
                code, _ = close_code_after(port, token, frames)
                run.check(code in codes, f"{name}: closed with {code}")
        run.figure("most memory MB", peak_mb(open_clinic.server.process.pid) - before)
        for name, piece in (("pings", frame(9, b"p" * 125)), ("fragments", frame(0, first=0))):
            slowest, rise = flooded(run, open_clinic, frame(1, b"a", first=0) + piece * 1000)
            run.check(slowest < 200, f"{name}: somebody else waited {slowest:.0f} ms")
            run.check_memory(rise, 20, name)
            run.figure(f"{name}: others wait at most ms", slowest)
        time.sleep(2.5)  # what was freed goes back after two seconds
        rise = open_clinic.server.rss_mb() - before
        run.figure("memory after MB", rise)
        run.check_memory(rise, 4, "it keeps")
        run.check(open_clinic.server.stop() == 0, "it did not stop")


def flooded(run, open_clinic, piece):
    """The slowest answer to somebody else, in ms, and the memory that it takes, while ten sockets send this all the time."""
    before = open_clinic.server.rss_mb()
    desktops = [WebSocket(open_clinic.server.port, open_clinic.admin.token) for _ in range(10)]
    ending = threading.Event()

    def send(desktop):
        desktop.socket.settimeout(0.2)
        while not ending.is_set():
            with contextlib.suppress(TimeoutError):
                try:
                    desktop.socket.send(piece)
                except TimeoutError:
                    continue
                except OSError:
                    return

    threads = [threading.Thread(target=send, args=(desktop,), daemon=True) for desktop in desktops]
    for thread in threads:
        thread.start()
    slowest, rss, end = 0.0, 0.0, time.monotonic() + run.times(5, 1.5)
    while time.monotonic() < end:
        slowest = max(slowest, answer_ms(open_clinic.server.port) or 1e9)
        rss = max(rss, open_clinic.server.rss_mb())
        time.sleep(0.02)
    ending.set()
    for thread, desktop in zip(threads, desktops):
        thread.join()
        desktop.close()
    return slowest, rss - before


class Heard:
    """A desktop that listens, and reads all it is told if it reads."""

    def __init__(self, port, token, since=None, epoch=None, buffer=None):
        self.desktop = WebSocket(port, token)
        if buffer:
            self.desktop.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        known = {} if since is None else {"since": since, "epoch": epoch}
        self.desktop.send({"jsonrpc": "2.0", "id": 1, "method": "events.subscribe", "params": known})
        self.answer = self.desktop.receive()["result"]
        self.created = collections.Counter()

    def hear(self, count, seconds=60):
        """Until it was told of so many messages."""
        self.desktop.socket.settimeout(seconds)
        while sum(self.created.values()) < count:
            event = self.desktop.receive().get("params", {})
            if event.get("type") == "message.created":
                self.created[event["data"]["message"]["externalId"]] += 1
        return self


@case("N02", "a desktop that reads nothing while 10,000 events pass (4,000 in the short form)", group="front", databases=("sqlite",))
def deaf(run):
    count = run.times(10_000, 4_000)
    with clinic(run) as open_clinic:
        port, token = open_clinic.server.port, open_clinic.admin.token
        deaf_one = Heard(port, token, buffer=4096)
        others = [Heard(port, token) for _ in range(3)]
        before, meta, wamids = open_clinic.server.rss_mb(), Meta(port), []
        threads = [threading.Thread(target=other.hear, args=(count,), daemon=True) for other in others]
        for thread in threads:
            thread.start()
        for _ in range(count // 100):
            payload = json.loads(text_webhook("-", open_clinic.patients[0], "-"))
            value = payload["entry"][0]["changes"][0]["value"]
            pattern = value["messages"][0]
            wamids += [f"wamid.{uuid.uuid4()}" for _ in range(100)]
            value["messages"] = [{**pattern, "id": wamid, "text": {"body": "palavra " * 200}} for wamid in wamids[-100:]]
            run.check(meta.post(json.dumps(payload).encode()) == 200, "a delivery was refused")
        for thread in threads:
            thread.join(60)
        rise = open_clinic.server.rss_mb() - before
        for other in others:
            run.check(other.created == collections.Counter(wamids), f"another heard {sum(other.created.values())} of {count}")
        dropped = sum(number for name, number in metrics(port).items() if "dropped" in name.lower() or "slow" in name.lower())
        run.check(dropped >= 1, "who reads nothing was not dropped")
        run.check_memory(rise, 60, "it took")
        again = Heard(port, token, deaf_one.answer["seq"], deaf_one.answer["epoch"])
        if again.answer["reset"]:
            run.figure("then", "loads anew")
        else:
            again.hear(count)
            run.check(again.created == collections.Counter(wamids), "it did not hear what it had missed")
            run.figure("then", "heard the rest")
        run.figure("memory MB", rise)
        run.check(open_clinic.server.stop() == 0, "it did not stop")


def slow_clients(port, count):
    """So many connections that say nothing, or not enough."""
    begun = (b"", b"GET /healthz HTTP/1.1\r\nHost: x\r\n", b"POST /api/v1/auth.login HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")
    clients = []
    for number in range(count):
        client = socket.create_connection(("127.0.0.1", port), timeout=10)
        client.sendall(begun[number % 3])
        client.setblocking(False)
        clients.append(client)
    return clients


def is_closed(client):
    try:
        while client.recv(65536):
            pass
        return True
    except BlockingIOError:
        return False
    except OSError:
        return True


@case("N03", "3,500 connections (600 in the short form) that send nothing, or a byte now and then, while somebody works", group="front",
      databases=("sqlite",))
def slow(run):
    count = run.times(3500, 600)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    with clinic(run) as open_clinic:
        port, times = open_clinic.server.port, []
        start, clients = time.monotonic(), slow_clients(open_clinic.server.port, count)
        run.figure("connections", len(clients))
        while time.monotonic() < start + run.times(45, 14):
            for number, client in enumerate(clients):
                if number % 3 == 1 and number % 40 == int(time.monotonic()) % 40:
                    with contextlib.suppress(OSError):
                        client.send(b"X")
            times.append(answer_ms(port))
            times.append(open_clinic.admin.time("auth.me"))
            time.sleep(0.05)
        failed = times.count(None)
        run.check(failed == 0, f"{failed} of {len(times)} real requests had no answer")
        answered = sorted(one for one in times if one is not None)
        p99 = answered[len(answered) * 99 // 100]
        run.figure("a real request, p99 ms", p99)
        run.check(p99 < 200, f"real requests take {p99:.0f} ms")
        # A head has ten seconds, a body moves in each window of thirty.
        due = [client for number, client in enumerate(clients) if run.full or number % 3 != 2]
        left = sum(not is_closed(client) for client in due)
        run.check(left == 0, f"{left} slow connections are still open")
        for client in clients:
            client.close()
        run.check_memory(open_clinic.server.rss_mb(), 400, "the server has")
        run.check(open_clinic.server.stop() == 0, "it did not stop")


@case("N04", "foreign origins; tokens in addresses", group="front", databases=("sqlite",))
def origins(run):
    with clinic(run) as open_clinic:
        port, token = open_clinic.server.port, open_clinic.admin.token
        own = f"http://127.0.0.1:{port}"
        for origin, fine in (("https://evil.example", False), ("null", False), (f"{own}.evil.example", False), ("file://", False),
                             (f"http://127.0.0.1:{port + 1}", False), ("http://127.0.0.1@evil.example", False), (own, True)):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
                client.sendall(upgrade(port, token, headers=[f"Origin: {origin}"]))
                status = client.recv(4096).split(b" ")[1]
            run.check((status == b"101") == fine and status in (b"101", b"403"), f"origin {origin}: {status.decode()}")
        for path in (f"/ws?token={token}", f"/ws?access_token={token}&authorization=Bearer%20{token}"):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
                client.sendall(upgrade(port, None, path) + frame(1, b'{"jsonrpc":"2.0","id":1,"method":"auth.me","params":{}}'))
                client.settimeout(3)
                answer = b""
                with contextlib.suppress(OSError):
                    while b"-32001" not in answer and (got := client.recv(4096)):
                        answer += got
            run.check(b"-32001" in answer or not answer.startswith(b"HTTP/1.1 101"), f"{path[:12]}: a token in the address counts")
        query = f"POST /api/v1/auth.me?token={token} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}"
        run.check(http_answer(port, query.encode()).startswith(b"HTTP/1.1 401"), "a token in the address counts")
        cors = f"OPTIONS /api/v1/auth.me HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\nConnection: close\r\n\r\n"
        run.check(b"access-control-allow-origin" not in http_answer(port, cors.encode()).lower(), "foreign pages may read answers")
        log = (run.folder / "log").read_text(encoding="utf-8")
        run.check(token not in log, "the log has a token")
        run.check(open_clinic.server.stop() == 0, "it did not stop")


class Herd:
    """Many desktops, which come back by themselves as Acolhe's do."""

    def __init__(self, port, token, count):
        self.port, self.token, self.count = port, token, count
        self.present, self.refused, self.epoch = set(), collections.Counter(), {}

    async def live(self, number):
        while True:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.TimeoutError):
                await self.visit(number)
            self.present.discard(number)
            await asyncio.sleep(self.random.uniform(0.1, 3))

    async def visit(self, number):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(upgrade(self.port, self.token))
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
            status = head.split(b" ")[1]
            if status != b"101":
                self.refused[status] += 1
                return
            known = self.epoch.get(number, {})
            call = {"jsonrpc": "2.0", "id": 1, "method": "events.subscribe", "params": known}
            writer.write(frame(1, json.dumps(call).encode()))
            while True:
                first, length = await reader.readexactly(2)
                if length > 125:
                    length = int.from_bytes(await reader.readexactly(2 if length == 126 else 8), "big")
                payload = await reader.readexactly(length)
                if first & 15 == 8:
                    return
                if first & 15 == 1 and b'"result"' in payload:
                    result = json.loads(payload)["result"]
                    self.epoch[number] = {"since": result["seq"], "epoch": result["epoch"]}
                    self.present.add(number)
        finally:
            writer.close()


class HerdThread(threading.Thread):
    def __init__(self, herd):
        super().__init__(daemon=True)
        self.herd = herd

    def run(self):
        asyncio.run(self.all())

    async def all(self):
        await asyncio.gather(*[self.herd.live(number) for number in range(self.herd.count)])


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@case("N15", "a restart with 1,000 desktops connected (100 in the short form)", group="front", databases=("sqlite",))
def herd_comes_back(run):
    count, times = run.times(1000, 100), []
    with clinic(run) as open_clinic:
        herd = Herd(open_clinic.server.port, open_clinic.admin.token, count)
        herd.random = run.random
        HerdThread(herd).start()
        until(lambda: len(herd.present) == count, f"{count} desktops", 60)
        for stop in (open_clinic.server.kill, open_clinic.server.stop):
            stop()
            until(lambda: not herd.present, "everybody to notice", 20)
            start = time.monotonic()
            open_clinic.restart()
            until(lambda: len(herd.present) == count, f"{count} desktops again", 60)
            times.append(time.monotonic() - start)
            run.figure("seconds of the CPU", cpu_seconds(open_clinic.server.process.pid))
        run.figure("all back after s", max(times))
        run.check(max(times) < 30, f"they were back after {max(times):.0f} s")
        run.check(set(herd.refused) <= {b"503"}, f"refused: {dict(herd.refused)}")  # while it reads the clinics: not now
        calls = sorted(Api(open_clinic.server.port, open_clinic.admin.token).time("auth.me") for _ in range(100))
        run.check(calls[98] < 1000, f"then a call takes {calls[98]:.0f} ms")
        run.check(open_clinic.try_webhook() == 200, "no webhook is taken")
        run.check(open_clinic.server.stop() == 0, "it did not stop")


@case("N16", "two minutes of work after a minute of it: memory does not grow", group="front", databases=("sqlite",), short=False,
      seconds=400)
def soak(run):
    warm, length = 60, 120
    with clinic(run) as open_clinic:
        desktops = [Heard(open_clinic.server.port, open_clinic.admin.token) for _ in range(100)]
        for desktop in desktops:
            threading.Thread(target=drain, args=(desktop,), daemon=True).start()
        samples = []
        with open_clinic.load(patients=2, attendants=2):
            start = time.monotonic()
            while (now := time.monotonic() - start) < warm + length:
                if now > warm:
                    samples.append((now / 60, open_clinic.server.rss_mb()))
                time.sleep(0.25)
            calls = sorted(Api(open_clinic.server.port, open_clinic.admin.token).time("auth.me") for _ in range(100))
        slope = statistics.linear_regression(*zip(*samples)).slope
        run.figure("MB a minute", slope)
        run.figure("p99 ms", calls[98])
        run.check(calls[98] < 200, f"a call takes {calls[98]:.0f} ms")
        run.check(slope < 3, f"memory grows by {slope:.1f} MB a minute")
        for desktop in desktops:
            desktop.desktop.close()
        open_clinic.verify()


def drain(desktop):
    with contextlib.suppress(OSError):
        while True:
            desktop.desktop.receive()
