# SPDX-License-Identifier: Apache-2.0
import json
import pathlib
import subprocess
import urllib.request

from .program import Program

HERE = pathlib.Path(__file__).resolve().parent.parent / "support" / "graph"


class Graph(Program):
    """The fake Graph API (tests/support/graph), with its standard account and a ledger in a file."""

    number, business, token, secret = "106540352242922", "102290129340398", "EAA-test-token", "app-secret"

    def __init__(self, ledger):
        self.ledger = pathlib.Path(ledger)
        command = ["node", HERE / "server.mjs", "--ledger", ledger]
        super().__init__(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = json.loads(self.process.stdout.readline())["listening"]

    def control(self, what, body=None, method=None):
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(f"{self.url}/__{what}", data, method=method), timeout=30) as answer:
            return json.load(answer)

    def sent(self):
        """Every send that it ever accepted, from the file."""
        lines = self.ledger.read_text(encoding="utf-8").splitlines()
        return [line for line in map(json.loads, lines) if line["kind"] == "sent"]
