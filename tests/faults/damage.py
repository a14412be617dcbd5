# SPDX-License-Identifier: Apache-2.0
"""B: the files are damaged, of another time, or not to be written. The server says so; it never crashes over them."""
import contextlib
import hashlib
import os
import pathlib
import shutil
import sqlite3
import subprocess
import time

from faults.cases import case
from faults.clinic import check_databases, clinic
from faults.disk import small_disk
from faults.load import Ledger
from machinery.postgres import sql
from machinery.program import as_user


def damaged(file):
    """Does SQLite itself find fault with it?"""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            return database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",)
    except sqlite3.DatabaseError:
        return True


def use(run, open_clinic, what):
    """Starts on what is there, reads and writes. Gives whether it started; a crash is never right."""
    server = open_clinic.server
    try:
        server.start()
    except RuntimeError:
        code = server.process.wait(20)
        run.check(code == 1, f"{what}: it ended with {code}")
        return False
    with contextlib.suppress(Exception):  # whatever it answers: it must only stay
        open_clinic.reconnect()
        open_clinic.messages()
    ledger, open_clinic.ledger = open_clinic.ledger, Ledger(os.devnull)  # what is written here is thrown away again
    statuses = {open_clinic.try_webhook()}
    open_clinic.ledger = ledger
    run.check(statuses <= {200, 401, 404, 500, 503}, f"{what}: answered {statuses}")
    run.check(server.process.poll() is None, f"{what}: it ended with {server.process.returncode}")
    run.check(server.stop() == 0, f"{what}: it ended with {server.process.returncode} on SIGTERM")
    return True


def doctor(open_clinic):
    server = open_clinic.server
    return subprocess.run([server.binary, "doctor", *server.words], capture_output=True, text=True, check=False)


def filled(run, open_clinic):
    """Some load, then a clean stop: everything is in the database's own file. Gives its folder and a copy of it."""
    with open_clinic.load(listens=False):
        time.sleep(run.times(5, 1))
    open_clinic.settle()
    run.check(open_clinic.server.stop() == 0, "it did not stop")
    data = pathlib.Path(open_clinic.server.data)
    return data, shutil.copytree(data, run.folder / "whole")


def put_back(data, copy):
    shutil.rmtree(data)
    shutil.copytree(copy, data)


@case("B04", "one byte of the clinic's file is flipped, in random pages, each time anew", group="disk", databases=("sqlite",),
      seconds=900)
def flipped_bytes(run):
    found = refused = 0
    flips = run.times(200, 3)
    with clinic(run) as open_clinic:
        data, copy = filled(run, open_clinic)
        file = open_clinic.clinic_file()
        for _ in range(flips):
            put_back(data, copy)
            at = run.random.randrange(file.stat().st_size) if run.random.random() < 0.8 else run.random.randrange(4096)
            with open(file, "r+b") as bytes:
                bytes.seek(at)
                old = bytes.read(1)[0]
                bytes.seek(at)
                bytes.write(int.to_bytes(old ^ (1 << run.random.randrange(8)), 1, "big"))
            if damaged(file):
                found += 1
                said = doctor(open_clinic)
                run.check(said.returncode == 1 and "restore it from a back-up" in said.stdout,
                          f"byte {at}: doctor ended with {said.returncode}: {said.stdout}{said.stderr}")
            refused += not use(run, open_clinic, f"byte {at}")
    run.figure("flips", flips)
    run.figure("found by doctor", found)
    run.figure("start refused", refused)


def killed_with_a_log(run, open_clinic):
    """Leaves a -wal with committed messages, as a crash does. Gives the clinic's file."""
    with open_clinic.load(attendants=0, listens=False):
        time.sleep(0.5)
        open_clinic.server.kill()
        open_clinic.restart()
    open_clinic.server.kill()
    return open_clinic.clinic_file()


@case("B05", "after a crash the -wal is cut, the -shm is gone, or the -wal is another database's", group="disk",
      databases=("sqlite",))
def strange_logs(run):
    with clinic(run) as open_clinic:
        file = killed_with_a_log(run, open_clinic)
        data = pathlib.Path(open_clinic.server.data)
        copy = shutil.copytree(data, run.folder / "whole")
        wal, shm = file.with_name("clinic.db-wal"), file.with_name("clinic.db-shm")
        run.check(wal.stat().st_size > 0, "there is no -wal")
        for _ in range(run.times(20, 2)):
            put_back(data, copy)
            os.truncate(wal, run.random.randrange(wal.stat().st_size))
            run.check(use(run, open_clinic, "a cut -wal"), "a cut -wal: it did not start")
            check_databases(open_clinic.ledger, data)
        put_back(data, copy)
        shutil.copy(data / "control.db", run.folder / "control.db")
        with contextlib.closing(sqlite3.connect(run.folder / "control.db")) as other:
            other.executescript("PRAGMA journal_mode=WAL; CREATE TABLE alien (a); INSERT INTO alien VALUES (1);")
            shutil.copy(run.folder / "control.db-wal", wal)
        shm.unlink(missing_ok=True)
        use(run, open_clinic, "an alien -wal")
        said = doctor(open_clinic)
        run.check(said.returncode == 1, f"an alien -wal: doctor says {said.stdout or 'nothing'}")
        put_back(data, copy)
        shm.unlink()
        open_clinic.restart()
        open_clinic.verify()


@case("B08", "the data belongs to somebody else, or its disk is read-only", group="disk", databases=("sqlite",))
def not_writable(run):
    with clinic(run) as open_clinic:
        server = open_clinic.server
        run.check(server.stop() == 0, "it did not stop")

        def refused(what, words=()):
            said = server.try_to_serve(words=words)
            run.check(said.returncode == 1, f"{what}: it ended with {said.returncode}")
            run.check(said.stderr.count("\n") == 1 and str(server.data) in said.stderr, f"{what}: it said {said.stderr}")

        if os.geteuid() == 0:
            with contextlib.suppress(subprocess.CalledProcessError), small_disk(run.folder / "disk", 32) as disk:
                at_home, server.data = server.data, shutil.copytree(server.data, disk / "data")
                server.words[1] = str(server.data)
                subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
                refused("a read-only disk")
                run.figure("read-only disk", "refused")
                server.data, server.words[1] = at_home, str(at_home)
            refused("another owner", as_user("nobody", []))
        else:
            server.data.chmod(0o500)
            refused("not writable")
            server.data.chmod(0o700)
        open_clinic.restart()
        open_clinic.verify()


@case("B12", "a database of a newer program", group="disk")
def newer_schema(run):
    with clinic(run) as open_clinic:
        server = open_clinic.server
        run.check(server.stop() == 0, "it did not stop")
        for place, file in (("control", server.data / "control.db"), ("clinic_1", open_clinic.clinic_file())):
            newer = "INSERT INTO {}schema_version (version) VALUES (999)"
            older = "DELETE FROM {}schema_version WHERE version = 999"
            if run.database:
                sql(run.database, newer.format(f"{place}."))
                before = sql(run.database, f"SELECT count(*), max(version) FROM {place}.schema_version")
            else:
                alone(file, newer.format(""))
                before = hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns
            said = server.try_to_serve()
            run.check(said.returncode == 1 and "newer" in said.stderr, f"{place}: {said.returncode} {said.stderr}")
            run.check(said.stderr.count("\n") == 1, f"{place}: it said {said.stderr}")
            if run.database:
                run.check(before == sql(run.database, f"SELECT count(*), max(version) FROM {place}.schema_version"),
                          f"{place} was changed")
                sql(run.database, older.format(f"{place}."))
            else:
                after = hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns
                run.check(before == after, f"{place} was changed")
                alone(file, older.format(""))
        open_clinic.restart()
        open_clinic.verify()


def alone(file, statement):
    """One statement, and no -wal left behind."""
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        database.execute(statement)
