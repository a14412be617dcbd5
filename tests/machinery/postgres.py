# SPDX-License-Identifier: Apache-2.0
import contextlib
import glob
import itertools
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

from .program import Program, as_user, free_port, wait_for_port


class Postgres:
    """A PostgreSQL of its own with durable settings (its defaults), and those that are given ("name=value"). It is empty
    unless `kept`, the folder for it, holds an earlier one."""

    def __init__(self, settings=(), kept=None):
        self.settings, self.kept = list(settings), kept
        self.binaries = pathlib.Path(sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1])
        self.port = free_port()
        self._numbers = itertools.count(1)

    def __enter__(self):
        self.folder = pathlib.Path(self.kept or tempfile.mkdtemp(prefix="acolhe-postgres-"))
        self.folder.mkdir(exist_ok=True)
        if not (self.folder / "data").exists():
            self._initialise()
        self.log = open(self.folder / "log", "ab")
        self.start()
        return self

    def _initialise(self):
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        password = self.folder / "password"
        password.write_text("bench\n", encoding="ascii")
        password.chmod(0o644)
        initdb = [self.binaries / "initdb", "-D", self.folder / "data", "-U", "bench", "-A", "scram-sha-256"]
        initdb += [f"--pwfile={password}", "-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run(as_user("postgres", initdb), check=True, stdout=subprocess.DEVNULL)

    def __exit__(self, *_):
        self.program.stop()
        self.log.close()
        if not self.kept:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        command = [self.binaries / "postgres", "-D", self.folder / "data", "-p", str(self.port), "-k", self.folder]
        command += ["-h", "127.0.0.1", *[word for setting in self.settings for word in ("-c", setting)]]
        self.program = Program(as_user("postgres", command), stderr=self.log)
        wait_for_port(self.port)
        ready = [self.binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        end = time.monotonic() + 120
        while subprocess.run(ready, check=False).returncode and time.monotonic() < end:  # it may have to recover first
            time.sleep(0.1)

    def crash(self):
        """As `pg_ctl stop -m immediate`: nothing is finished, nothing is written."""
        first_line = (self.folder / "data" / "postmaster.pid").read_text(encoding="ascii").split()[0]
        os.kill(int(first_line), signal.SIGQUIT)
        self.program.process.wait()

    def url(self, database="postgres"):
        return f"postgresql://bench:bench@127.0.0.1:{self.port}/{database}"

    def new_database(self):
        """The address of an empty database."""
        name = f"case{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name}")
        return self.url(name)

    def sql(self, statement, url=None):
        return sql(url or self.url(), statement)


def sql(url, statement):
    """What psql prints of one statement, a row a line, columns between bars."""
    command = ["psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", statement]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@contextlib.contextmanager
def postgres(kept=None):
    """The address of the database of a PostgreSQL of its own, which is empty unless `kept` holds an earlier one."""
    with Postgres(kept=kept) as server:
        yield server.url()
