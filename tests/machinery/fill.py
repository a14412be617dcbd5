# SPDX-License-Identifier: Apache-2.0
import json
import subprocess


def fill(server, messages, clinic=1, longest=0):
    """Months of messages in a clinic of a stopped server (tests/bench/fill). `longest`: of one conversation, id 1."""
    database = [server.database] if server.database else []
    command = [server.binary.parent / "bench-fill", "messages", server.data, clinic, messages, longest, *database]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def words(binaries):
    """The words of those messages, the most frequent first."""
    return json.loads(subprocess.run([binaries / "bench-fill", "words"], check=True, capture_output=True).stdout)

