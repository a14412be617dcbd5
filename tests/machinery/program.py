# SPDX-License-Identifier: Apache-2.0
import os
import socket
import subprocess
import time


class Program:
    """A process that is started here and ends, at the latest, with the `with` block."""

    def __init__(self, command, **options):
        self.process = subprocess.Popen([str(word) for word in command], **options)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, seconds=20):
        """SIGTERM, and SIGKILL when that does not help. Gives the exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
        return self.process.returncode

    def kill(self):
        """SIGKILL, as a crash is."""
        self.process.kill()
        self.process.wait()

    def rss_mb(self):
        """Resident memory, in MB of a million bytes."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) * 1024 / 1e6


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for_port(port, seconds=60):
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def as_user(user, command):
    """Databases refuse to run as root; there they run as their own user."""
    return ["runuser", "-u", user, "--", *command] if os.geteuid() == 0 else list(command)
