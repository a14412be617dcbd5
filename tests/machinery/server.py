# SPDX-License-Identifier: Apache-2.0
import http.client
import json
import os
import ssl
import subprocess
import time

from .program import Program

PASSWORD = "uma senha só para medir 7"


class Server(Program):
    """acolhe-server on a data directory, from its first line to the end of the block."""

    def __init__(self, binaries, data, database=None, options=(), log=None):
        self.data, self.database = data, database
        self.words = ["--data", str(data)] + (["--database", database] if database else [])
        self.binary = binaries / "acolhe-server"
        self.log = log
        self.options = list(options)
        self.wrapped = []  # words before the program's, of a program that becomes it: prlimit, strace -D
        self.environment = {}
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        if self.process:
            self.stop()

    def start(self, port=0):
        self.begin(port)
        self.await_listening()

    def begin(self, port=0):
        """Starts without waiting for anything."""
        command = [*self.wrapped, self.binary, "serve", *self.words, "--listen", f"127.0.0.1:{port}", *self.options]
        environment = {**os.environ, **self.environment}
        super().__init__(command, stdout=subprocess.PIPE, stderr=self.log, env=environment, text=True)

    def await_listening(self):
        line = self.process.stdout.readline()
        if not line.startswith("listening on "):
            raise RuntimeError(f"the server did not start: {line or 'see its log'}")
        self.port = int(line.rsplit(":", 1)[1].strip().rstrip("/"))

    def command(self, *words, stdin=PASSWORD):
        """One of the other sub-commands on the same data."""
        done = subprocess.run([self.binary, *words, *self.words], input=stdin, text=True, capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(f"acolhe-server {words}: {done.stderr}")
        return done.stdout

    def try_to_serve(self, seconds=60, words=()):
        """A second one on the same data, for which no start is expected: its exit code and what it said."""
        command = [*words, self.binary, "serve", *self.words, "--listen", "127.0.0.1:0", *self.options]
        return subprocess.run(command, text=True, capture_output=True, check=False, timeout=seconds)

    def add_clinic(self, verb, name, admin):
        self.command(*verb, "--clinic", name, "--admin", admin, "--password-file", "-")

    def api(self):
        return Api(self.port)


class ApiError(Exception):
    pass


class Api:
    """One person's calls over HTTP."""

    def __init__(self, port, token=None, tls=False):
        if tls:
            unverified = ssl._create_unverified_context()  # pylint: disable=protected-access
            self.connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=60, context=unverified)
        else:
            self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.token = token

    def request(self, method, params):
        """Status and body of the answer."""
        status, content = self._exchange(method, params)
        return status, json.loads(content)

    def call(self, method, **params):
        status, body = self.request(method, params)
        if status == 503:
            raise ConnectionError("not now")
        if status != 200:
            raise ApiError(f"{method}: {body}")
        return body

    def time(self, method, **params):
        """Milliseconds until the whole answer is here."""
        start = time.perf_counter()
        status, content = self._exchange(method, params)
        took = (time.perf_counter() - start) * 1e3
        if status != 200:
            raise ApiError(f"{method}: {content[:300]}")
        return took

    def _exchange(self, method, params):
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        self.connection.request("POST", f"/api/v1/{method}", json.dumps(params), headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def login(self, email, password=PASSWORD, **more):
        self.token = self.call("auth.login", email=email, password=password, **more)["token"]
        return self
