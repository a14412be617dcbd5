# SPDX-License-Identifier: Apache-2.0
import contextlib
import glob
import os
import pathlib
import shutil
import subprocess
import tempfile

from .program import Program, as_user, free_port, wait_for_port


def _initialise(binaries, folder):
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    password = folder / "password"
    password.write_text("bench\n", encoding="ascii")
    password.chmod(0o644)
    initdb = [binaries / "initdb", "-D", folder / "data", "-U", "bench", "-A", "scram-sha-256", f"--pwfile={password}"]
    subprocess.run(as_user("postgres", initdb + ["-E", "UTF8", "--locale=C.UTF-8"]), check=True, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def postgres(kept=None):
    """A PostgreSQL of its own with durable settings (its defaults). Gives the address of its database, which is empty
    unless `kept`, the folder for it, holds an earlier one."""
    binaries = pathlib.Path(sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1])
    folder = pathlib.Path(kept or tempfile.mkdtemp(prefix="acolhe-postgres-"))
    folder.mkdir(exist_ok=True)
    port = free_port()
    if not (folder / "data").exists():
        _initialise(binaries, folder)
    command = [binaries / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder, "-h", "127.0.0.1"]
    with open(folder / "log", "wb") as log, Program(as_user("postgres", command), stderr=log) as server:
        try:
            wait_for_port(port)
            yield f"postgresql://bench:bench@127.0.0.1:{port}/postgres"
        finally:
            server.stop()
            if not kept:
                shutil.rmtree(folder, ignore_errors=True)
