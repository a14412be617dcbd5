# SPDX-License-Identifier: Apache-2.0
"""C: the server's clock jumps (libfaketime; what counts seconds does not), and providers tell impossible times."""
import datetime
import glob
import json
import time
import uuid

from faults.cases import case, covered
from faults.clinic import ADMIN, clinic, until
from faults.load import text_webhook
from machinery.server import PASSWORD

HOUR, DAY = 3600, 86400


class Clock:
    """The server's clock, so many seconds off."""

    def __init__(self, run):
        self.file = run.folder / "clock"
        self.set(0)

    def set(self, seconds):
        new = self.file.with_suffix(".new")
        new.write_text(f"{seconds:+d}\n", encoding="ascii")
        new.rename(self.file)

    @property
    def environment(self):
        library = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")[0]
        return {
            # jemalloc asks for the time before libfaketime knows it: the C library's allocator comes first.
            "LD_PRELOAD": f"{library} libc.so.6 libstdc++.so.6", "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_RESET": "1",
        }


def milliseconds(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000


def check_order(run, open_clinic):
    """A conversation's messages come in the order of their arrival, whatever the clock said."""
    for conversation in open_clinic.conversations():
        page = open_clinic.admin.call("messages.getByConversation", conversationId=conversation, limit=200)
        ids = [message["id"] for message in page["messages"]]
        run.check(ids == sorted(ids), f"conversation {conversation} is out of order")


def check_durations(run, open_clinic):
    today = datetime.date.today()
    span = {"from": str(today - datetime.timedelta(days=2)), "to": str(today + datetime.timedelta(days=2))}
    days = open_clinic.admin.call("users.getMetrics", **span)["metrics"]
    run.check(all((day["averageResponseTime"] or 0) >= 0 for day in days), "a response took less than no time")


@case("C01", "the clock jumps an hour ahead and back, an hour back, a day ahead and back, under load", group="clock", bare=True)
def jumps(run):
    clock, worst = Clock(run), 0.0
    with clinic(run, environment=clock.environment) as open_clinic:
        pid = open_clinic.server.process.pid
        with open_clinic.load(patients=3, attendants=0, listens=False):
            for offset in (DAY, 0):  # a day ends the sessions of those who work, as it should
                clock.set(offset)
                time.sleep(run.times(5, 1))
        open_clinic.admin = open_clinic.server.api().login(ADMIN)
        with open_clinic.load(patients=2, attendants=3):
            for _ in range(run.times(5, 1)):
                for offset in (HOUR, 0, -HOUR, 0):
                    clock.set(offset)
                    time.sleep(run.times(3, 1))
                    start = time.monotonic()
                    before = sum(open_clinic.texts_at_graph().values())
                    until(lambda: sum(open_clinic.texts_at_graph().values()) > before + 5, f"replies at {offset:+d} s", 10)
                    worst = max(worst, time.monotonic() - start)
        run.figure("replies go on after s, worst", worst)
        run.check(open_clinic.server.process.pid == pid and open_clinic.server.process.poll() is None, "it did not stay up")
        check_order(run, open_clinic)
        check_durations(run, open_clinic)
        open_clinic.verify()


covered("C02", "the 24-hour window's edges, by the channel's own time", group="clock", test="tst_domain_conversation",
        functions=["theWindowFollowsTheChannelsClock"])
covered("C03", "a day of the figures is the clinic's own day", group="clock", test="tst_services_metrics",
        functions=["aDayIsTheClinicsOwn"])

TIMES = ("0", "-1", "2147483648", "4102444800", "253402300800", "99999999999999999999", "1e30", "", "agora")


@case("C05", "webhooks whose times are impossible", group="clock")
def impossible_times(run):
    with clinic(run) as open_clinic:
        patient, wamids = open_clinic.patient(), []
        later = str(int(time.time()) + 10 * 365 * DAY)
        for told in (*TIMES, later, str(int(time.time() * 1000))):
            wamids.append(f"wamid.{uuid.uuid4()}")
            body = json.loads(text_webhook(wamids[-1], open_clinic.patients[0], f"às {told}"))
            body["entry"][0]["changes"][0]["value"]["messages"][0]["timestamp"] = told
            open_clinic.ledger.ask("webhook", wamids[-1])
            status = patient.status_of(json.dumps(body).encode())
            if run.check(status == 200, f"time {told}: answered {status}"):
                open_clinic.ledger.acknowledge("webhook", wamids[-1])
        now = time.time() * 1000
        known = {message["externalId"]: message for message in open_clinic.messages()}
        for wamid in wamids:
            message = known[wamid]
            run.check(abs(milliseconds(message["sentAt"]) - now) < 25 * HOUR * 1000, f"{message['text']}: {message['sentAt']}")
        check_order(run, open_clinic)
        open_clinic.verify()
        run.figure("times", len(wamids))


@case("C06", "sessions while the clock goes a day back, and a week ahead", group="clock", bare=True)
def sessions(run):
    clock = Clock(run)
    with clinic(run, environment=clock.environment) as open_clinic:
        server, week = open_clinic.server, 7 * DAY * 1000

        def answer(token):
            api = server.api()
            api.token = token
            return api.request("auth.me", {})[0]

        clock.set(-DAY)
        old = server.api()
        entered = old.call("auth.login", email=ADMIN, password=PASSWORD)
        run.check(milliseconds(entered["expiresAt"]) <= time.time() * 1000 - DAY * 1000 + week + 60_000, "it lives too long")
        run.check(answer(entered["token"]) == 200, "a token of a moment ago is not known")
        clock.set(0)
        newer = server.api().login(ADMIN).token
        clock.set(-DAY)
        run.check(answer(newer) == 200, "the clock went back a day and the session is over")
        clock.set(8 * DAY)
        for token in (entered["token"], newer, open_clinic.admin.token):
            run.check(answer(token) == 401, "a session outlived its week")
        clock.set(0)
        open_clinic.admin = server.api().login(ADMIN)
        open_clinic.verify()
