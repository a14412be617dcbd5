# SPDX-License-Identifier: Apache-2.0
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

from .program import Program, free_port, wait_for_port

HERE = pathlib.Path(__file__).resolve().parent.parent / "bench" / "peerstack"


class Peer:
    """The peer stack, running: see bench/peerstack/server.mjs."""

    def __init__(self, node, database, port, tokens, conversations):
        self.node, self.database, self.port = node, database, port
        self.environment = {**os.environ, "TOKENS": str(tokens), "CONVERSATIONS": str(conversations)}

    def load(self, procedure, connections, seconds):
        """{perSecond, p50Ms, p99Ms, errors} of one procedure under wrk."""
        command = ["wrk", "-t1", f"-c{connections}", f"-d{round(seconds) or 1}s", "-s", HERE / "load.lua"]
        answer = subprocess.run(
            command + [f"http://127.0.0.1:{self.port}"],
            env={**self.environment, "PROCEDURE": procedure}, check=True, capture_output=True, text=True,
        )
        return json.loads(next(line for line in answer.stdout.splitlines() if line.startswith("{")))

    def rss_mb(self):
        return self.node.rss_mb() + self.database.rss_mb()


def _mariadb(folder):
    own = ["--user=mysql"] if os.geteuid() == 0 else []
    if own:
        shutil.chown(folder, "mysql")
    subprocess.run(
        ["mariadb-install-db", "--no-defaults", *own, f"--datadir={folder}/data", "--auth-root-authentication-method=normal"],
        check=True, stdout=subprocess.DEVNULL,
    )
    port = free_port()
    command = ["mariadbd", "--no-defaults", *own, f"--datadir={folder}/data", f"--socket={folder}/socket"]
    command += ["--bind-address=127.0.0.1", f"--port={port}", "--innodb-buffer-pool-size=1G", "--max-connections=300"]
    command += ["--innodb-flush-log-at-trx-commit=1", "--character-set-server=utf8mb4"]
    return Program(command, stderr=subprocess.DEVNULL), port


@contextlib.contextmanager
def peer(messages=100_000):
    """The peer with so many messages stored."""
    conversations = messages // 20
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="acolhe-peer-")))
        folder.chmod(0o755)
        database, database_port = _mariadb(folder)
        stack.enter_context(database)
        wait_for_port(database_port)
        client = ["mariadb", "--no-defaults", f"--socket={folder}/socket", "-uroot"]
        subprocess.run(client + ["-e", "CREATE DATABASE seed"], check=True)
        seed = (HERE / "seed.sql").read_text(encoding="utf-8").replace("@conversations", str(conversations))
        subprocess.run(client + ["seed"], input=seed, text=True, check=True, stdout=subprocess.DEVNULL)
        port = free_port()
        # jose needs Web Crypto, which Node 18 has but hides.
        environment = {
            **os.environ, "DB": "seed", "DB_PORT": str(database_port), "PORT": str(port), "NODE_ENV": "production",
            "NODE_OPTIONS": "--experimental-global-webcrypto",
        }
        server = ["node", HERE / "server.mjs"]
        tokens = folder / "tokens"
        tokens.write_bytes(subprocess.run(server + ["token"], env=environment, check=True, capture_output=True).stdout)
        node = stack.enter_context(Program(server, env=environment, stdout=subprocess.DEVNULL))
        wait_for_port(port)
        yield Peer(node, database, port, tokens, conversations)
