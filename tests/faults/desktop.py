# SPDX-License-Identifier: Apache-2.0
"""A: the desktop, as it is on somebody's screen, is killed."""
import contextlib
import signal
import time

from faults.cases import case
from faults.clinic import clinic, until
from machinery.program import Program
from machinery.screen import Screen


class Desktop:
    """The program with its window, driven by keys."""

    def __init__(self, run, screen, open_clinic):
        token = run.folder / "token"
        token.write_text(open_clinic.admin.token, encoding="ascii")
        self.profile, self.screen = run.folder / "profile", screen
        self.command = [run.binaries / "acolhe", "--server", f"http://127.0.0.1:{open_clinic.server.port}"]
        self.command += ["--token-file", token, "--profile", self.profile]

    def start(self):
        self.program = Program(self.command, env=self.screen.environment)
        self.window = self.screen.tool("search", "--sync", "--onlyvisible", "--pid", self.program.process.pid).split()[-1]
        self.screen.tool("windowmove", self.window, 0, 0, "windowfocus", "--sync", self.window)
        return self

    def send(self, text):
        """Typed into the conversation that is the first of the list."""
        self.screen.tool("mousemove", "--window", self.window, 240, 165, "click", 1)
        time.sleep(0.5)  # the composer has the keys then
        self.screen.tool("type", "--delay", "10", text)
        self.screen.tool("key", "Return")


@case("A13", "the desktop is killed with a reply that the server did not take yet, and just after sending one", group="crash",
      databases=("sqlite",), short=False, bare=True)
def desktop_killed(run):
    with Screen(run.folder) as screen, clinic(run) as open_clinic:
        conversation, me = open_clinic.conversations()[0], open_clinic.admin.call("auth.me")["user"]["id"]
        open_clinic.admin.call("conversations.assignToAttendant", id=conversation, attendantId=me)
        desktop, server = Desktop(run, screen, open_clinic), open_clinic.server.process
        texts = []
        for number in range(5):
            frozen = number % 2 == 0
            desktop.start()
            time.sleep(2)  # the list is there
            if frozen:
                server.send_signal(signal.SIGSTOP)
            texts.append(f"resposta {number} {run.random.randrange(10**9)}")
            desktop.send(texts[-1])
            time.sleep(0.5 if frozen else run.random.uniform(0, 0.2))
            desktop.program.kill()
            server.send_signal(signal.SIGCONT)
            with desktop.start().program:
                with contextlib.suppress(TimeoutError):
                    until(lambda: open_clinic.texts_at_graph()[texts[-1]], "the reply", 20)
                sent = open_clinic.texts_at_graph()[texts[-1]]
                run.check(sent == 1, f"reply {number}: sent {sent} times")
        run.figure("kills", len(texts))
        open_clinic.reconnect()
        open_clinic.settle()
        stored = [message["text"] for message in open_clinic.messages() if message["direction"] == "out"]
        run.check(sorted(stored) == sorted(texts), f"{len(stored)} replies are stored, of {len(texts)}")
        run.check(open_clinic.server.stop() == 0, "it did not stop")
