# SPDX-License-Identifier: Apache-2.0
"""N: passwords that are guessed, sessions that must end, parameters that try to be something else."""
import contextlib
import http.client
import json
import pathlib
import statistics
import subprocess
import time
import urllib.error
import urllib.request
import uuid

from faults.cases import case, covered
from faults.clinic import ADMIN, clinic
from machinery.server import PASSWORD, Api
from machinery.web_socket import WebSocket

covered("N08b", "the budgets of guessing, by account, by address and by both, over time", group="access",
        test="tst_services_login_throttle")
TESTS = pathlib.Path(__file__).resolve().parent.parent
OUTSIDE = "203.0.113."


@case("N05", "every method by every role, with ids that are own, a colleague's, another clinic's, nobody's (N05 and N06)",
      group="access", short=False)
def walk(run):
    kind = "postgres" if run.database else "sqlite"
    command = ["python3", TESTS / "access" / "walk.py", run.binaries, kind]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=run.folder)
    run.check(done.returncode == 0, (done.stdout + done.stderr)[-2000:])
    run.figure("it says", (done.stdout.strip().splitlines() or ["nothing"])[-1])


def login(port, email, password, address=None, forwarded=None):
    """Status, answer and seconds of one try to sign in."""
    headers = {"Content-Type": "application/json"}
    if address or forwarded:
        headers["X-Forwarded-For"] = forwarded or address
    body, start = json.dumps({"email": email, "password": password}), time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", "/api/v1/auth.login", body, headers)
    answer = connection.getresponse()
    content = json.loads(answer.read())
    connection.close()
    return answer.status, content, time.perf_counter() - start


def add_person(open_clinic, name, role="attendant"):
    person = {"name": name, "email": f"{name}@faults.example", "role": role, "password": PASSWORD}
    return open_clinic.admin.call("users.create", **person)["user"]["id"]


@case("N08", "passwords are guessed: from one address, from a hundred, at many accounts; honest people come in meanwhile",
      group="access", databases=("sqlite",), short=False)
def guessing(run):
    with clinic(run, environment={"ACOLHE_TRUSTED_PROXIES": "127.0.0.1"}) as open_clinic:
        port, mail = open_clinic.server.port, "vitima@faults.example"
        victim = add_person(open_clinic, "vitima")
        office = OUTSIDE + "200"
        run.check(login(port, mail, PASSWORD, office)[0] == 200, "she cannot sign in")
        known, unknown = times_of_refusals(run, port)
        run.figure("a wrong password takes ms", known * 1000)
        run.check(0.6 < known / unknown < 1.6, f"{known * 1000:.0f} ms where there is an account, {unknown * 1000:.0f} ms where none")

        tries = [login(port, mail, f"errada {n}", OUTSIDE + "1")[0] for n in range(8)]
        run.check(tries == [401] * 5 + [429] * 3, f"from one address: {tries}")
        tries = [login(port, mail, f"errada {n}", f"198.51.100.{n}")[0] for n in range(100)]
        run.check(tries.count(401) <= 20 and set(tries) == {401, 429}, f"from many addresses: {tries.count(401)} tries")
        status, answer, _ = login(port, mail, PASSWORD, "198.51.100.250")
        run.check(status == 429 and answer["error"]["data"].get("retryAfterMs", 0) > 0, f"a stranger with the password: {status}")
        run.check(login(port, mail, PASSWORD, office)[0] == 200, "the attack locks her out where she works")
        run.check(login(port, ADMIN, PASSWORD, OUTSIDE + "201")[0] == 200, "the attack locks a colleague out")
        open_clinic.admin.call("users.update", id=victim, password=PASSWORD + " nova")
        run.check(login(port, mail, PASSWORD + " nova", "198.51.100.251")[0] == 200, "the team cannot unlock her")

        honest = [add_person(open_clinic, f"pessoa{n}") for n in range(run.times(30, 6))]
        for number in range(len(honest)):
            status, _, _ = login(port, f"pessoa{number}@faults.example", PASSWORD, OUTSIDE + "210")
            run.check(status == 200, f"the {number + 1}th of an office: {status}")
        if run.full:
            tries = [login(port, f"ninguem{n}@faults.example", "errada 123", OUTSIDE + "210")[0] for n in range(140)]
            run.check(100 <= tries.count(401) <= 120, f"one address at many accounts: {tries.count(401)} tries")
            run.check(login(port, "pessoa0@faults.example", PASSWORD, OUTSIDE + "210")[0] == 200, "who works behind it is locked out")
        run.check(open_clinic.server.stop() == 0, "it did not stop")


def times_of_refusals(run, port):
    """The middle time of a refusal with an account and without, in s; each from an address of its own."""
    times, words = {True: [], False: []}, set()
    for number in range(10):
        for exists in (True, False):
            email = "vitima@faults.example" if exists else f"ninguem{number}@faults.example"
            status, answer, took = login(port, email, "errada 123", f"192.0.2.{number * 2 + exists}")
            run.check(status == 401, f"a wrong password: {status}")
            words.add(json.dumps(answer))
            times[exists].append(took)
    run.check(len(words) == 1, f"the words tell whether there is an account: {words}")
    return statistics.median(times[True]), statistics.median(times[False])


ENDS = {
    "logout": lambda admin, person, own: own.call("auth.logout"),
    "deactivation": lambda admin, person, own: admin.call("users.deactivate", id=person),
    "another role": lambda admin, person, own: admin.call("users.update", id=person, role="manager"),
    "another password": lambda admin, person, own: admin.call("users.update", id=person, password=PASSWORD + " nova"),
}


@case("N09", "sessions end with logout, deactivation, another role, another password; a token is told before the login", group="access",
      databases=("sqlite",))
def sessions_end(run):
    with clinic(run) as open_clinic:
        port, worst = open_clinic.server.port, 0.0
        for name, end in ENDS.items():
            email = f"p{uuid.uuid4().hex}"
            person = add_person(open_clinic, email)
            apis = [open_clinic.server.api().login(f"{email}@faults.example") for _ in range(2)]
            run.check(apis[0].token != apis[1].token, "two logins have one token")
            desktops = [WebSocket(port, api.token) for api in apis]
            bystander = WebSocket(port, open_clinic.admin.token)
            start = time.monotonic()
            end(open_clinic.admin, person, apis[0])
            for desktop, api in list(zip(desktops, apis))[: 1 if name == "logout" else 2]:
                desktop.socket.settimeout(5)
                with contextlib.suppress(OSError):
                    while True:
                        desktop.receive()
                worst = max(worst, time.monotonic() - start)
                run.check(desktop.closed is not None, f"{name}: a live socket stays")
                status, _ = Api(port, api.token).request("auth.me", {})
                run.check(status == 401, f"{name}: the token is answered {status}")
                with contextlib.suppress(ConnectionError):
                    WebSocket(port, api.token).close()
                    run.check(False, f"{name}: the token opens a socket")
            if name == "logout":
                run.check(Api(port, apis[1].token).request("auth.me", {})[0] == 200, "logout ended another's session")
            bystander.send({"jsonrpc": "2.0", "id": 9, "method": "auth.me", "params": {}})
            run.check(bystander.receive().get("id") == 9, f"{name}: a colleague was thrown out")
        run.figure("closed after s, worst", worst)
        run.check(worst < 2, f"a socket lived {worst:.1f} s on")
        preset = "acs_" + "A" * 43
        request = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/auth.login", method="POST",
                                         data=json.dumps({"email": ADMIN, "password": PASSWORD}).encode(),
                                         headers={"Content-Type": "application/json", "Authorization": f"Bearer {preset}"})
        with contextlib.suppress(urllib.error.HTTPError), urllib.request.urlopen(request, timeout=30) as answer:
            run.check(json.load(answer)["token"] != preset, "a token that was brought along is taken")
        run.check(Api(port, preset).request("auth.me", {})[0] == 401, "a token that was brought along counts")
        run.check(open_clinic.server.stop() == 0, "it did not stop")


SMUGGLED = {
    "role": "admin", "clinicId": 2, "clinic_id": 2, "authorId": 1, "author_id": 1, "userId": 1, "createdAt": "2020-01-01T00:00:00.000Z",
    "created_at": 0, "status": "read", "sender": {"type": "system", "id": 1}, "id": 1, "direction": "in", "permissions": ["*"],
    "isAdmin": True, "__proto__": {"role": "admin"}, "constructor": {}, "password_hash": "x",
}


class Methods:
    """Every method of the server's own description, with params that are valid as far as their types go."""

    def __init__(self, open_clinic, person):
        with urllib.request.urlopen(f"http://127.0.0.1:{open_clinic.server.port}/api/openapi.json", timeout=20) as answer:
            self.document = json.load(answer)
        self.ids = {"users": person, "inboxes": open_clinic.inbox}
        self.all = {path.rsplit("/", 1)[1]: self.resolved(what["post"]["requestBody"]["content"]["application/json"]["schema"])
                    for path, what in self.document["paths"].items() if path.startswith("/api/v1/") and "requestBody" in what["post"]}
        # They end what the walk works with.
        for method in ("auth.logout", "users.deactivate", "inboxes.delete", "quickReplies.delete"):
            self.all.pop(method, None)

    def resolved(self, schema):
        while "$ref" in schema:
            found = self.document
            for step in schema["$ref"].split("/")[1:]:
                found = found[step]
            schema = found
        for several in ("oneOf", "anyOf", "allOf"):
            if several in schema:
                return self.resolved(schema[several][0])
        return schema

    def value(self, method, name, schema):
        schema = self.resolved(schema)
        kind = schema.get("type", "object")
        kind = kind[0] if isinstance(kind, list) else kind
        if "enum" in schema:
            return schema["enum"][0]
        if kind == "object":
            return self.params(method, schema)
        return {"integer": self.ids.get(method.split(".")[0], 1) if name == "id" else 1, "number": 1, "boolean": True, "array": [],
                "string": self.text(name, schema)}[kind]

    @staticmethod
    def text(name, schema):
        if schema.get("format") == "date-time":
            return "2035-01-01T12:00:00.000Z"
        return str(uuid.uuid4()) if name == "clientId" else "texto"

    def params(self, method, schema):
        needed = schema.get("required", [])
        return {name: self.value(method, name, one) for name, one in schema.get("properties", {}).items() if name in needed}

    def texts(self, method):
        """The names of its params that are texts."""
        for name, schema in self.all[method].get("properties", {}).items():
            schema = self.resolved(schema)
            kind = schema.get("type")
            if (kind == "string" or (isinstance(kind, list) and "string" in kind)) and "enum" not in schema:
                yield name


@case("N10", "every method with params that it has not: role, clinicId, authorId, createdAt …", group="access", databases=("sqlite",))
def mass_assignment(run):
    with clinic(run) as open_clinic:
        methods = Methods(open_clinic, add_person(open_clinic, "alguem"))
        admin, calls = open_clinic.server.api(), 0
        admin.token = open_clinic.admin.token
        for method, schema in methods.all.items():
            for name, value in SMUGGLED.items():
                if name in schema.get("properties", {}):
                    continue
                status, answer = admin.request(method, {**methods.params(method, schema), name: value})
                calls += 1
                run.check(status in (400, 403), f"{method} with {name}: {status}")
                run.check(status != 400 or answer["error"]["data"].get("field") == name, f"{method} with {name}: {answer}")
        attendant = open_clinic.server.api().login("alguem@faults.example")
        me = attendant.call("auth.me")["user"]
        run.check(me["role"] == "attendant", f"an attendant is {me['role']} now")
        for role in ("manager", "admin"):
            status, _ = attendant.request("users.update", {"id": me["id"], "role": role})
            run.check(status == 403, f"an attendant who makes themself {role}: {status}")
        run.figure("calls", calls)
        run.check(calls > 200, "nothing was tried")
        run.check(open_clinic.server.stop() == 0, "it did not stop")


@case("N11", "X-Forwarded-For from who is no proxy, and through one", group="access", databases=("sqlite",), short=False)
def forwarded(run):
    def metrics_for(port, value):
        request = urllib.request.Request(f"http://127.0.0.1:{port}/metrics", headers={"X-Forwarded-For": value})
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            return refused.code

    with clinic(run) as open_clinic:
        port = open_clinic.server.port
        tries = [login(port, ADMIN, "errada 123", forwarded=f"203.0.113.{n}, 198.51.100.{n}")[0] for n in range(8)]
        run.check(tries.count(429) == 3, f"a new address in the header is a new budget: {tries}")
        run.check(open_clinic.server.stop() == 0, "it did not stop")
        open_clinic.server.environment = {"ACOLHE_TRUSTED_PROXIES": "127.0.0.1"}
        open_clinic.restart()
        for value, expected in (("203.0.113.9", 403), ("127.0.0.1, 203.0.113.9", 403), ("::1, 203.0.113.9", 403),
                                ("127.0.0.1,203.0.113.9 ", 403), ("203.0.113.9, 127.0.0.1", 403)):
            status = metrics_for(port, value)
            run.check(status == expected, f"metrics for {value}: {status}")
        tries = [login(port, ADMIN, "errada 123", forwarded=f"192.0.2.{n}, 203.0.113.77")[0] for n in range(8)]
        run.check(tries.count(429) == 3, f"what a client wrote before the proxy counts: {tries}")
        run.check(open_clinic.server.stop() == 0, "it did not stop")


TEXTS = (
    "'", '"', "';--", "' OR '1'='1", "'; DROP TABLE message; --", "1; SELECT pg_sleep(5)", "' || pg_sleep(5) || '", "\\", "%", "_" * 200,
    "%" * 200, "a*a*a*a*a*a*a*", "*", "a* OR b*", "NEAR(a b, 99)", "text:a", '"a" AND ("b"', "a NOT", "^a", "(" * 200, "-a -b", "{a b}:c",
    "$1 ?1 :x @x", "{{patient.name}}", "$.a[0]", "x,(SELECT 1)", "id desc; --", "\u202e\u0000\ud800", "é" * 200, "' UNION SELECT 1,2,3 --",
    "&|!<->", "a & !b | (c", "<->", ":*", "a:*B",
)
LEAKS = ("sqlite", "syntax", "select ", "pg_", "postgres", "tsquery", "fts5", "column", "relation", "unterminated", "malformed")


@case("N12", "SQL, LIKE, FTS and format syntax in each text of each method", group="access")
def syntax(run):
    with clinic(run) as open_clinic:
        methods = Methods(open_clinic, add_person(open_clinic, "alguem"))
        open_clinic.admin.call("quickReplies.create", title="t", content="c")
        api, worst, calls = open_clinic.server.api(), 0.0, 0
        api.token = open_clinic.admin.token
        before = len(open_clinic.messages())
        for method, schema in methods.all.items():
            for name in methods.texts(method):
                if name == "password":
                    continue  # it is hashed: slow, and in no statement
                for text in TEXTS[:: run.times(1, 3)]:
                    start = time.monotonic()
                    status, answer = api.request(method, {**methods.params(method, schema), name: text})
                    took = time.monotonic() - start
                    worst, calls = max(worst, took), calls + 1
                    run.check(status < 500, f"{method} {name}={text[:30]!r}: {status}")
                    run.check(took < 2, f"{method} {name}={text[:30]!r}: {took:.1f} s")
                    told = json.dumps(answer.get("error", "")).lower()
                    run.check(not any(word in told for word in LEAKS), f"{method} {name}={text[:30]!r}: {told}")
        run.figure("calls", calls)
        run.figure("slowest s", worst)
        run.check(calls > 300, "nothing was tried")
        run.check(len(open_clinic.messages()) >= before, "messages are gone")
        run.check(open_clinic.try_webhook() == 200, "it does not go on")
        run.check(open_clinic.server.stop() == 0, "it did not stop")
