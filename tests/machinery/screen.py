# SPDX-License-Identifier: Apache-2.0
import contextlib
import os
import subprocess

from .program import Program


class Screen:
    """A display of its own with a session bus and an unlocked keyring: where a desktop runs as on somebody's machine."""

    def __init__(self, folder):
        self.folder = folder / "screen"
        self.folder.mkdir(mode=0o700)

    def __enter__(self):
        self.stack = contextlib.ExitStack()
        out, into = os.pipe()
        command = ["Xvfb", "-displayfd", str(into), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]
        self.stack.enter_context(Program(command, pass_fds=(into,), stderr=subprocess.DEVNULL))
        os.close(into)
        with os.fdopen(out) as number:
            display = f":{number.readline().strip()}"
        bus = Program(["dbus-daemon", "--session", "--print-address=1", "--nofork"], stdout=subprocess.PIPE,
                      stderr=subprocess.DEVNULL, text=True)
        self.stack.enter_context(bus)
        self.environment = {
            **os.environ, "DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": bus.process.stdout.readline().strip(),
            "XDG_CURRENT_DESKTOP": "GNOME", "XDG_DATA_HOME": str(self.folder / "home"), "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": str(self.folder),
        }
        keyring = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
        secrets = Program(keyring, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL)
        self.stack.enter_context(secrets)
        secrets.process.stdin.write(b"chave")
        secrets.process.stdin.close()
        return self

    def __exit__(self, *words):
        self.stack.__exit__(*words)

    def tool(self, *words):
        """What xdotool prints."""
        command = ["xdotool", *map(str, words)]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True, timeout=30).stdout
