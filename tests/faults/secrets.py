# SPDX-License-Identifier: Apache-2.0
"""O: secrets and patients' words stay where they belong; what is on the wire is encrypted, and only for whom it should be."""
import contextlib
import json
import os
import pathlib
import re
import secrets
import shutil
import socket
import ssl
import subprocess
import threading
import time
import urllib.request
import uuid

from faults.cases import case, covered
from faults.clinic import ADMIN, clinic
from faults.load import text_webhook
from faults.raw import http_answer
from machinery.graph import Graph
from machinery.program import Program
from machinery.server import Api
from machinery.web_socket import WebSocket

covered("O05b", "the server leaves no image of its memory, and its files are its user's alone", group="secrets",
        test="tst_server_confinement")
covered("O07b", "certificates and keys that do not fit", group="secrets", test="tst_api_front_tls")


class Canaries:
    """Words that are nowhere else, by what they are."""

    def __init__(self):
        self.words = {}

    def __call__(self, what):
        self.words[what] = f"{what}x{secrets.token_hex(12)}"
        return self.words[what]

    def check_absent(self, run, where, text, of=None):
        for what, word in self.words.items():
            if of is None or what in of:
                run.check(word not in text, f"{where} has the {what}")


CREDENTIALS = ("accessToken", "appSecret", "verifyToken", "password", "session", "metricsToken", "wrongPassword")


def used(run, open_clinic, canaries):
    """Everything goes through the server once, with canaries in it. Gives the bodies of its refusals."""
    server, admin, answers = open_clinic.server, open_clinic.admin, []
    secret = canaries("appSecret")
    settings = {
        "phoneNumberId": "406540352242900", "businessAccountId": Graph.business, "accessToken": canaries("accessToken"), "appId": "777",
        "appSecret": secret, "verifyToken": canaries("verifyToken"), "apiBaseUrl": open_clinic.graph.url,
    }
    answers.append(admin.request("inboxes.create", {"channel": "whatsapp_cloud", "name": "Segredos", "settings": settings}))
    mail = f"{canaries('mailbox').lower()}@faults.example"
    canaries.words["mailbox"] = mail
    password = canaries("password")
    person = admin.call("users.create", name="Pessoa", email=mail, role="attendant", password=password)["user"]["id"]
    own = server.api().login(mail, password)
    canaries.words["session"] = own.token
    answers.append(server.api().request("auth.login", {"email": mail, "password": canaries("wrongPassword")}))
    text, name = canaries("text"), canaries("patientName")
    phone = canaries.words["phone"] = f"5511{secrets.randbelow(10**9):09}"
    patient = open_clinic.patient()
    for body in (text_webhook(f"wamid.{uuid.uuid4()}", phone, text, name=name), b"{" + text.encode(), text.encode() * 100):
        run.check(patient.status_of(body) == 200, "a webhook was refused")
    for conversation in open_clinic.conversations():
        found = admin.call("conversations.get", id=conversation)["conversation"]
        if found["patient"]["name"] == name:
            reply = {"conversationId": conversation, "clientId": str(uuid.uuid4()), "text": canaries("reply")}
            admin.call("conversations.assignToAttendant", id=conversation, attendantId=person)
            own.call("messages.send", **reply)
            own.call("notes.create", conversationId=conversation, text=canaries("note"))
    for method, params in (("messages.send", {"text": text}), ("messages.search", {"query": text, "x": text}), (text, {}),
                           ("auth.acceptInvitation", {"token": canaries.words["session"], "password": password}),
                           ("inboxes.create", {"channel": text, "name": name, "settings": settings}),
                           ("inboxes.create", {"channel": "whatsapp_cloud", "name": "x", "settings": {**settings, "appId": ""}})):
        answers.append(own.request(method, params))
        answers.append(admin.request(method, params))
    for path in (f"/ws?token={own.token}", f"/{text}", f"/webhooks/meta/{text}?hub.verify_token={canaries.words['verifyToken']}"):
        with contextlib.suppress(OSError):
            http_answer(server.port, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode(), 5)
    with contextlib.closing(WebSocket(server.port, own.token)) as desktop:
        desktop.socket.sendall(b"\x81\x84\0\0\0\0{bad")
        with contextlib.suppress(OSError):
            answers.append((0, desktop.receive()))
    open_clinic.settle(10)
    return [json.dumps(answer) for status, answer in answers if status != 200]


@case("O05", "secrets and patients' words in everything: log, metrics, refusals, process list (O05); databases and files (O06)",
      group="secrets")
def canary(run):
    canaries = Canaries()
    with clinic(run, environment={"ACOLHE_METRICS_TOKEN": canaries("metricsToken")}) as open_clinic:
        server = open_clinic.server
        refusals = used(run, open_clinic, canaries)
        run.check(len(refusals) > 8, "nothing was refused")
        for refusal in refusals:
            canaries.check_absent(run, f"a refusal ({refusal[:200]})", refusal, CREDENTIALS)
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/metrics", timeout=20) as answer:
            canaries.check_absent(run, "/metrics", answer.read().decode())
        inboxes = json.dumps(open_clinic.admin.call("inboxes.list"))
        canaries.check_absent(run, "inboxes.list", inboxes, CREDENTIALS)
        canaries.check_absent(run, "the process list", pathlib.Path(f"/proc/{server.process.pid}/cmdline").read_text(encoding="utf-8"))
        limits = pathlib.Path(f"/proc/{server.process.pid}/limits").read_text(encoding="ascii")
        run.check(re.search(r"Max core file size +0 +0 ", limits), "it may leave a core file")
        files = check_files(run, open_clinic, canaries)
        run.check(server.stop() == 0, "it did not stop")
        files += check_files(run, open_clinic, canaries)
        log = (run.folder / "log").read_text(encoding="utf-8")
        canaries.check_absent(run, "the log", log)
        run.check(len(log) > 100, "there is no log")
        run.figure("canaries", len(canaries.words))
        run.figure("files", files)


def check_files(run, open_clinic, canaries):
    """No credential in clear in the database nor in any file, also not in those that only exist while it runs."""
    found = 0
    for path in pathlib.Path(open_clinic.server.data).rglob("*"):
        if not path.is_file():
            continue
        found += 1
        run.check(path.stat().st_mode & 0o077 == 0 or path.parent.stat().st_mode & 0o077 == 0
                  or pathlib.Path(open_clinic.server.data).stat().st_mode & 0o077 == 0, f"{path.name} is readable to others")
        check_bytes(run, canaries, path.name, path.read_bytes())
    if open_clinic.server.database:
        dump = subprocess.run(["pg_dump", open_clinic.server.database], check=True, capture_output=True).stdout
        check_bytes(run, canaries, "the database", dump)
        run.check(canaries.words["text"].encode() in dump, "the dump has not even the messages")
    return found


def check_bytes(run, canaries, where, content):
    for what in CREDENTIALS:
        word = canaries.words[what].encode()
        for form in (word, word.hex().encode(), canaries.words[what].encode("utf-16-le")):
            run.check(form not in content, f"{where} has the {what} in clear")


class Authority:
    """Certificates of our own, of every kind."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "3650",
                     "-subj", "/CN=Autoridade de teste")

    def openssl(self, *words):
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)

    def issue(self, name, host, days=30):
        """Chain and key of a certificate for that host (`days` < 0: it is over)."""
        key, request, chain = (self.folder / f"{name}.{kind}" for kind in ("key", "csr", "pem"))
        self.openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", request, "-subj", f"/CN={host}")
        kind = "IP" if host.replace(".", "").isdigit() else "DNS"
        (self.folder / f"{name}.ext").write_text(f"subjectAltName={kind}:{host}\n", encoding="ascii")
        (self.folder / "index.txt").write_text("", encoding="ascii")
        (self.folder / "ca.conf").write_text(
            "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\n"
            "[p]\ncommonName=supplied\n",
            encoding="ascii")
        (self.folder / "serial").write_text(f"{secrets.randbelow(10**8) + 16:x}".zfill(8) + "\n", encoding="ascii")
        first = time.strftime("%Y%m%d000000Z", time.gmtime(time.time() - 60 * 86400))
        last = time.strftime("%Y%m%d000000Z", time.gmtime(time.time() + days * 86400))
        self.openssl("ca", "-batch", "-config", "ca.conf", "-cert", "ca.pem", "-keyfile", "ca.key", "-in", request, "-out", chain,
                     "-notext", "-startdate", first, "-enddate", last, "-extfile", f"{name}.ext")
        return chain, key

    def self_signed(self, name, host):
        key, chain = self.folder / f"{name}.key", self.folder / f"{name}.pem"
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", chain, "-days", "30", "-subj", f"/CN={host}",
                     "-addext", f"subjectAltName=IP:{host}")
        return chain, key


def negotiated(port, *words):
    """Protocol and suite that openssl comes to with the server; nothing when it is refused."""
    done = subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-brief", *words], input="", capture_output=True,
                          text=True, timeout=20, check=False)
    protocol = re.search(r"Protocol version: (\S+)", done.stdout + done.stderr)
    suite = re.search(r"Ciphersuite: (\S+)", done.stdout + done.stderr)
    return (protocol[1], suite[1]) if protocol and suite else None


@case("O07", "old protocols, every suite that openssl knows; HSTS", group="secrets", databases=("sqlite",))
def encryption(run):
    chain, key = Authority(run.folder / "ca").issue("servidor", "127.0.0.1")
    with clinic(run) as open_clinic:
        server = open_clinic.server
        run.check(server.stop() == 0, "it did not stop")
        server.options += ["--tls-cert", str(chain), "--tls-key", str(key)]
        server.start()
        port, weakest = server.port, "DEFAULT@SECLEVEL=0"
        for protocol in ("-ssl3", "-tls1", "-tls1_1"):
            with contextlib.suppress(subprocess.TimeoutExpired):
                run.check(negotiated(port, protocol, "-cipher", weakest) is None, f"{protocol} is spoken")
        run.check((negotiated(port, "-tls1_3") or ("",))[0] == "TLSv1.3", "TLS 1.3 is not spoken")
        names = subprocess.run(["openssl", "ciphers", "-tls1_2", "-s", "ALL:COMPLEMENTOFALL@SECLEVEL=0"], check=True, capture_output=True,
                               text=True).stdout.strip().split(":")
        tried = names[:: run.times(1, 6)] + ["ECDHE-RSA-AES256-GCM-SHA384"]
        taken = {name for name in tried if negotiated(port, "-tls1_2", "-cipher", f"{name}@SECLEVEL=0")}
        for name in taken:
            run.check(name.startswith("ECDHE-") and ("GCM" in name or "CHACHA20" in name), f"{name} is taken")
        run.check(taken, "no suite of TLS 1.2 is taken")
        run.figure("suites tried", len(tried))
        run.figure("taken", len(taken))
        api = Api(port, open_clinic.admin.token, tls=True)
        api.connection.request("GET", "/healthz")
        headers = api.connection.getresponse().headers
        run.check("max-age=31536000" in headers.get("Strict-Transport-Security", ""), "there is no HSTS")
        run.check(not http_answer(port, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 15).startswith(b"HTTP/1.1 200"), "it answers in clear")
        run.check(server.stop() == 0, "it did not stop")


class Impostor:
    """A TLS server that keeps what it is told."""

    def __init__(self, chain, key):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(chain, key)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.came, self.heard = 0, b""
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            connection, _ = self.listener.accept()
            self.came += 1
            with contextlib.suppress(OSError), connection:
                connection.settimeout(5)
                with self.context.wrap_socket(connection, server_side=True) as talk:
                    self.heard += talk.recv(4096)


@case("O08", "the desktop and certificates that are self-signed, expired, of another host, of a strange authority; and a good one",
      group="secrets", databases=("sqlite",), short=False, bare=True)
def desktop_and_certificates(run):
    authority, strange = Authority(run.folder / "ca"), Authority(run.folder / "strange")
    kinds = {
        "self-signed": authority.self_signed("self", "127.0.0.1"), "of a strange authority": strange.issue("a", "127.0.0.1"),
        "expired": authority.issue("b", "127.0.0.1", days=-2), "of another host": authority.issue("c", "desk.example"),
        "good": authority.issue("d", "127.0.0.1"),
    }
    # Where only the test's own authority is trusted; it takes a mount, so root. Else no certificate here is good.
    trusted = run.folder / "trusted"
    trusted.mkdir()
    shutil.copy(authority.folder / "ca.pem", trusted / "ca-certificates.crt")
    shutil.copy(authority.folder / "ca.pem", trusted / "ca.pem")
    subprocess.run(["openssl", "rehash", trusted], check=True, capture_output=True)
    privileged = os.geteuid() == 0
    script = f"mount --bind {trusted} /etc/ssl/certs && exec \"$@\""
    before = ["unshare", "-m", "sh", "-c", script, "sh"] if privileged else []
    token = run.folder / "token"
    token.write_text("acs_" + "A" * 43, encoding="ascii")
    for number, (name, pair) in enumerate(kinds.items()):
        impostor = Impostor(*pair)
        command = [*before, run.binaries / "acolhe", "--server", f"https://127.0.0.1:{impostor.port}", "--token-file", token]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(run.folder)}
        with Program([*command, "--profile", run.folder / f"profile{number}"], env=environment, stderr=subprocess.DEVNULL):
            end = time.monotonic() + 15
            while time.monotonic() < end and not impostor.heard and impostor.came < 2:
                time.sleep(0.1)
        run.check(impostor.came, f"{name}: the desktop did not come")
        if name == "good" and privileged:
            run.check(b"GET /ws" in impostor.heard, "a good certificate is refused")
        elif name != "good":
            run.check(not impostor.heard, f"{name}: it was told {impostor.heard[:60]!r}")
    run.figure("certificates", len(kinds) if privileged else len(kinds) - 1)


@case("O09", "lines of one's own, terminal codes and a megabyte in everything that may be logged; many refused logins", group="secrets",
      databases=("sqlite",))
def log_injection(run):
    evil = "fim\r\n{\"level\":\"error\",\"message\":\"forjado\"}\n\x1b[2J\x1b]0;dono\x07\u2028\u202e"
    for json_lines in (True, False):
        with clinic(run, data=run.folder / f"data{json_lines}", environment={"ACOLHE_LOG_JSON": "1"} if json_lines else {}) as open_clinic:
            patient, start = open_clinic.patient(), (run.folder / "log").stat().st_size
            for text in (evil, evil * run.times(20_000, 2_000)):
                body = text_webhook(f"wamid.{uuid.uuid4()}", open_clinic.patients[0], text, name=text[:500])
                patient.status_of(body)
                for part in (Graph.number, Graph.business):  # accounts that nobody has, by name
                    patient.status_of(body.replace(part.encode(), json.dumps(text)[1:-1].encode()))
                patient.status_of(b"{" + text.encode())
                for method, params in (("auth.login", {"email": text, "password": text}), (evil[:3], {"x": text}),
                                       ("messages.search", {"query": text}),
                                       ("inboxes.update", {"id": open_clinic.inbox, "name": text[:90]})):
                    with contextlib.suppress(OSError):
                        Api(open_clinic.server.port, open_clinic.admin.token).request(method, params)
            for number in range(run.times(20_000, 200)):
                if number % 100 == 0:
                    api = open_clinic.server.api()
                api.request("auth.login", {"email": ADMIN, "password": ""})
            run.check(open_clinic.server.stop() == 0, "it did not stop")
        log = (run.folder / "log").read_bytes()[start:].decode()
        check_log(run, log, json_lines)


def check_log(run, log, json_lines):
    lines = log.split("\n")[:-1]
    run.figure("lines as JSON" if json_lines else "lines", len(lines))
    run.check(len(log) < 1_000_000, f"the log has {len(log)} bytes")
    run.check("\x1b" not in log and "\x07" not in log, "the log has terminal codes")
    for line in lines:
        if json_lines:
            try:
                run.check(set(json.loads(line)) >= {"at", "level", "category", "message"}, f"a line lacks members: {line[:100]}")
            except ValueError:
                run.check(False, f"no JSON: {line[:100]}")
        else:
            ours = re.match(r"\d{4}-\d\d-\d\dT[\d:.]+Z (debug|info|warning|error|fatal) [\w.]+: ", line)
            run.check(ours, f"a line of its own: {line[:100]}")
    run.check(len(lines) > 2, "nothing was logged")
