#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Two clinics on one server, and everybody tries everything: walk.py BIN_DIR sqlite|postgres

Each call of table.py is made over HTTP and over a WebSocket by each role, with ids that are their own, a colleague's, the
other clinic's and nobody's. At the end:
  - every outcome is the table's, and the table has every method that the server publishes;
  - what is another clinic's looks as if it did not exist: the same words as for an id that nobody has;
  - no answer and no event held a word of the other clinic, nor of what the role may not read in its own;
  - no answer, event, metric or line of the log held a secret; no metric and no line of the log a patient's words or phone.
"""
import collections
import contextlib
import pathlib
import re
import sys
import tempfile
import urllib.request
import uuid

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from access import calls, table  # noqa: E402
from access.callers import HttpCaller, SocketCaller  # noqa: E402
from access.clinic import APP, SECRET, VERIFY, Clinic  # noqa: E402
from access.rows import Rows  # noqa: E402
from faults.load import text_webhook  # noqa: E402
from machinery.graph import Graph  # noqa: E402
from machinery.postgres import postgres  # noqa: E402
from machinery.server import PASSWORD, Server  # noqa: E402

NOT_FOR = {  # what each role may not read in its own clinic
    "patient": ("other", "queued", "note", "othernote", "staff", "inbox"),
    "attendant": ("other", "othernote"),
    "manager": (),
    "admin": (),
}


class Walk:
    def __init__(self, server):
        self.server = server
        self.problems = []
        self.made = 0
        self.heard = collections.defaultdict(list)  # (clinic, role): everything that they were told
        self.callers = []

    def check(self, fine, problem):
        if not fine:
            self.problems.append(problem)

    def callers_of(self, clinic, role):
        token, heard = clinic.tokens[role], self.heard[clinic.name, role]
        pair = [HttpCaller(self.server.port, token, heard), SocketCaller(self.server.port, token, heard)]
        self.callers += pair
        return pair

    def everybody(self, here, there):
        for role in table.ROLES:
            http, socket = self.callers_of(here, role)
            socket.call("events.subscribe", {})
            for method, ids, outcomes in table.rows():
                self.row(http, socket, method, ids, role, outcomes[role], here, there)

    def row(self, http, socket, method, ids, role, expected, here, there):
        for caller in [socket] if method in table.WEB_SOCKET_ONLY else [http, socket]:
            if method == "auth.logout":  # it ends a session of its own
                self.signed_out(caller, role, here)
                continue
            _, error = caller.call(method, calls.params(method, ids, role, here, there))
            self.made += 1
            got = error["data"]["reason"] if error else None
            self.check(got == expected, f"{caller.name} {role} {method} {ids}: {got or 'ok'} instead of {expected or 'ok'}")

    def signed_out(self, caller, role, here):
        token = here.sign_in(here.ids["own_patient"]) if role == "patient" else self.log_in(here, role)
        heard = self.heard[here.name, role]
        http, socket = HttpCaller(self.server.port, token, heard), SocketCaller(self.server.port, token, heard)
        _, error = (http if caller.name == "HTTP" else socket).call("auth.logout", {})
        self.check(error is None, f"{caller.name} {role} auth.logout: {error}")
        _, error = http.call("auth.me", {})
        self.check(error and error["data"]["reason"] == "unauthenticated", f"{role}: a token lives on after auth.logout")
        with contextlib.suppress(ConnectionError):
            result, _ = socket.call("auth.me", {})
            self.check(result is None, f"{role}: a WebSocket lives on after auth.logout")
        http.close()
        socket.close()

    def log_in(self, clinic, role):
        credentials = {"email": f"{role}@{clinic.name}.example", "password": PASSWORD}
        result, _ = HttpCaller(self.server.port, None, []).call("auth.login", credentials)
        return result["token"]

    def strangers(self, clinics):
        """Nobody, somebody with a made-up token, and a token at the wrong door."""
        here, there = clinics
        anybody = HttpCaller(self.server.port, None, self.heard["", "anybody"])
        liar = HttpCaller(self.server.port, f"acs_{uuid.uuid4().hex}", self.heard["", "anybody"])
        for method, ids, _ in table.rows():
            if method in table.WEB_SOCKET_ONLY:
                continue
            for caller in (anybody, liar):
                _, error = caller.call(method, {"id": here.ids["own"]} if ids == "own" else {})
                self.made += 1
                got = error["data"]["reason"] if error else "ok"
                self.check(got == "unauthenticated", f"a stranger's {method}: {got}")

    def alike(self, here, there):
        """The other clinic's ids are answered with the words for ids that nobody has."""
        for role in table.ROLES:
            caller, _ = self.callers_of(here, role)
            for method, ids, outcomes in table.rows():
                if not ids.startswith("absent"):
                    continue
                twin = ids.replace("absent", "foreign")
                said = [caller.call(method, calls.params(method, which, role, here, there)) for which in (ids, twin)]
                self.check(said[0] == said[1], f"{role} {method}: {twin} is told apart from {ids}: {said}")

    def permissions(self, clinic):
        for role in table.ROLES:
            result, _ = self.callers_of(clinic, role)[0].call("auth.me", {})
            other = collections.Counter(result["permissions"])
            other.subtract(table.permitted(role))
            self.check(not any(other.values()), f"auth.me of a {role} is wrong about {[name for name in other if other[name]]}")

    def published(self):
        """The table is whole."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.server.port}/api/openapi.json", timeout=10) as answer:
            paths = re.findall(r'"/api/v1/([\w.]+)"', answer.read().decode())
        known = {method for method, _, _ in table.rows()} | table.ANYONE
        self.check(len(paths) > 20 and set(paths) == known - table.WEB_SOCKET_ONLY, f"other methods: {set(paths) ^ known}")

    def webhooks(self, here, there):
        """The clinics' numbers belong to one app: each delivery is one clinic's."""
        text = there.canary("own")
        stray = text_webhook(f"wamid.{uuid.uuid4()}", "5511969999901", f"consulta {here.canary('nobody')}", "999000111222")
        self.check(here.post(stray) == 200, "a delivery for an unknown number was not answered 200")
        self.check(here.post(stray, secret="falso") == 401, "a delivery with a false signature was not answered 401")
        there.post(text_webhook(f"wamid.{uuid.uuid4()}", "5511969999902", f"consulta {text}", there.number))
        for clinic in (here, there):
            query = {"query": "5511969999901"}
            found = clinic.admin().call("conversations.allConversations", **query)["conversations"]
            self.check(not found, f"{clinic.name} has the message to a number that is not theirs")

    def leaks(self, clinics):
        for (name, role), texts in self.heard.items():
            text = "\n".join(texts)
            for clinic in clinics:
                for where, words in clinic.canaries.items():
                    if clinic.name == name and role == "admin" and where != "nobody":  # else nothing was looked for
                        self.check(any(word in text for word in words), f"{name} admin was not told of {where}")
                    if clinic.name != name or where in NOT_FOR[role] or where == "nobody":
                        self._absent(words, text, f"{name} {role} was told {clinic.name}'s {where}")
            self._absent([SECRET, VERIFY, PASSWORD, *(clinic.token for clinic in clinics)], text, f"{name} {role} was told a secret")

    def traces(self, clinics, log):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.server.port}/metrics", timeout=10) as answer:
            metrics = answer.read().decode()
        for name, text in (("the metrics", metrics), ("the log", log.read_text(encoding="utf-8", errors="replace"))):
            self._absent([SECRET, VERIFY, PASSWORD], text, f"{name} hold a secret")
            self._absent(["551196", "consulta"], text, f"{name} hold what patients are")
            for clinic in clinics:
                self._absent([clinic.token, *clinic.tokens.values()], text, f"{name} hold a token")
                for where, words in clinic.canaries.items():
                    self._absent(words, text, f"{name} hold {clinic.name}'s {where}")

    def _absent(self, words, text, problem):
        for word in words:
            if word in text:
                at = text.index(word)
                self.problems.append(f"{problem}: …{text[max(0, at - 150):at + 60]}…")
                break


def main():
    binaries, kind = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="acolhe-access-")))
        url = stack.enter_context(postgres()) if kind == "postgres" else None
        log = stack.enter_context(open(folder / "log", "wb"))
        graph = stack.enter_context(Graph(folder / "graph"))
        server = Server(binaries, folder / "data", url, log=log)
        rows = Rows(folder / "data", url)
        here, there = (Clinic(name, number, server, graph, rows) for name, number in (("alfa", "111000111"), ("beta", "222000222")))
        emails = here.open(["init"]), there.open(["clinic", "add"])
        stack.enter_context(server)
        for clinic, email in zip((here, there), emails):
            clinic.furnish(email)
        here.go_beyond(1_000_000)
        there.go_beyond(2_000_000)
        walk = Walk(server)
        walk.published()
        walk.everybody(here, there)
        walk.everybody(there, here)
        walk.alike(here, there)
        walk.strangers((here, there))
        walk.permissions(here)
        walk.webhooks(here, there)
        for caller in walk.callers:
            if isinstance(caller, SocketCaller):
                caller.drain(0.05)
            caller.close()
        walk.leaks((here, there))
        walk.traces((here, there), folder / "log")
        print(f"{walk.made} calls")
        print("\n".join(walk.problems) or "Everybody got what is theirs.")
        return 1 if walk.problems else 0


if __name__ == "__main__":
    sys.exit(main())
