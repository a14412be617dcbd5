# SPDX-License-Identifier: Apache-2.0
"""B: the disk is full, fails, lies, or belongs to somebody else."""
import contextlib
import os
import resource
import signal
import sqlite3
import subprocess
import time

from faults.cases import case
from faults.clinic import clinic, until
from machinery.program import Program


@contextlib.contextmanager
def small_disk(folder, megabytes):
    """A file system of its own. Raises CalledProcessError where one may not be mounted."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder]
    subprocess.run(command, check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def fill(folder):
    """Takes what is free, to the last byte, until the file that it gives is removed."""
    ballast = folder / "ballast"
    with open(ballast, "wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            if file.write(bytes(1 << 16)) < 1 << 16:
                break
    with open(ballast, "ab", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"0"):
            pass
    return ballast


def in_trouble(run, open_clinic, seconds=20):
    """Until webhooks and replies are both refused, and visibly so; reading goes on."""
    start = time.monotonic()
    until(lambda: open_clinic.try_webhook() == 503, "a webhook that is refused", seconds)
    until(lambda: open_clinic.try_reply() == 503, "a reply that is refused", seconds)
    run.figure("refused after s", time.monotonic() - start)
    open_clinic.reconnect()
    run.check(open_clinic.conversations(), "conversations could not be read meanwhile")


def recovered(run, open_clinic, pid, seconds=20):
    start = time.monotonic()
    until(lambda: open_clinic.try_webhook() == 200, "a webhook that is taken again", seconds)
    until(lambda: open_clinic.try_reply() == 200, "a reply that is taken again", seconds)
    run.figure("recovered after s", time.monotonic() - start)
    run.check(open_clinic.server.process.pid == pid and open_clinic.server.process.poll() is None, "it did not stay up")


def limit_files(open_clinic, size):
    """No file may grow beyond it. None: any size."""
    pid = open_clinic.server.process.pid
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard if size is None else size, hard))


def files_cannot_grow(run, open_clinic):
    pid = open_clinic.server.process.pid
    log = open_clinic.clinic_file().with_name("clinic.db-wal")
    with open_clinic.load(patients=2, attendants=2):
        time.sleep(run.times(2, 0.5))
        limit_files(open_clinic, log.stat().st_size + 100_000)
        in_trouble(run, open_clinic)
        time.sleep(run.times(5, 0.5))
        limit_files(open_clinic, None)
        recovered(run, open_clinic, pid)
    open_clinic.verify()


@case("B01", "the disk (a tmpfs of 256 MB) is filled to the last byte, and freed again", group="disk",
      databases=("sqlite",))
def disk_full(run):
    with contextlib.ExitStack() as stack:
        try:
            disk = stack.enter_context(small_disk(run.folder / "disk", 256))
        except (subprocess.CalledProcessError, OSError):
            run.figure("means", "RLIMIT_FSIZE, as nothing may be mounted here")
            files_cannot_grow(run, stack.enter_context(clinic(run)))
            return
        open_clinic = stack.enter_context(clinic(run, data=disk / "data"))
        pid = open_clinic.server.process.pid
        with open_clinic.load(patients=2, attendants=2):
            for _ in range(run.times(5, 1)):
                time.sleep(0.5)
                ballast = fill(disk)
                in_trouble(run, open_clinic)
                time.sleep(0.5)
                ballast.unlink()
                recovered(run, open_clinic, pid)
        run.figure("data MB", sum(file.stat().st_size for file in disk.rglob("*") if file.is_file()) / 1e6)
        open_clinic.verify()


@case("B02", "no file may grow (RLIMIT_FSIZE), then they may again", group="disk", databases=("sqlite",))
def files_limited(run):
    with clinic(run) as open_clinic:
        files_cannot_grow(run, open_clinic)


@contextlib.contextmanager
def failing_syncs(pid, log):
    """Each fsync and fdatasync of the process ends with EIO while the block runs."""
    command = ["strace", "-f", "-q", "-p", str(pid), "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO"]
    with open(log, "wb") as output, Program(command, stderr=output) as tracer:
        until(lambda: b"attached" in log.read_bytes() or log.stat().st_size > 0 or traced(pid), "strace")
        yield
        tracer.process.send_signal(signal.SIGINT)
        tracer.process.wait(20)


def traced(pid):
    """Are all its threads under a tracer?"""
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/status", encoding="ascii") as status:
            if "TracerPid:\t0" in status.read():
                return False
    return True


@case("B03", "fsync and fdatasync fail (EIO, by strace)", group="disk", databases=("sqlite",), bare=True)
def syncs_fail(run):
    with clinic(run) as open_clinic:
        pid = open_clinic.server.process.pid
        ledger = open_clinic.ledger
        with open_clinic.load(patients=2, attendants=2):
            time.sleep(0.5)
            with failing_syncs(pid, run.folder / "strace"):
                until(lambda: traced(pid), "strace")
                in_trouble(run, open_clinic)
                before = len(ledger.acknowledged)
                time.sleep(run.times(10, 2))
                run.check(len(ledger.acknowledged) == before, "something was acknowledged that is not on the disk")
            recovered(run, open_clinic, pid)
        failures = (run.folder / "strace").read_text(errors="replace").count("EIO")
        run.figure("failed syncs", failures)
        run.check(failures > 0, "no sync failed")
        open_clinic.verify()


@case("B06", "another process holds the database's write lock for a minute", group="disk", databases=("sqlite",), short=False)
def locked(run):
    with clinic(run) as open_clinic:
        pid = open_clinic.server.process.pid
        with open_clinic.load(patients=4, attendants=2, patience=120):
            time.sleep(0.3)
            with contextlib.closing(sqlite3.connect(open_clinic.clinic_file(), timeout=30, isolation_level=None)) as other:
                other.execute("BEGIN EXCLUSIVE")
                held = time.monotonic()
                in_trouble(run, open_clinic, 60)
                time.sleep(max(0, 60 - (time.monotonic() - held)))
                other.execute("ROLLBACK")
                run.figure("held s", time.monotonic() - held)
            recovered(run, open_clinic, pid)
        open_clinic.verify()


@case("B07", "a second server on the same directory", group="disk")
def second_server(run):
    with clinic(run) as open_clinic:
        refused = open_clinic.server.try_to_serve()
        run.check(refused.returncode == 1, f"it ended with {refused.returncode}")
        owner = str(open_clinic.server.process.pid)
        run.check(owner in refused.stderr and refused.stderr.count("\n") == 1, f"it said: {refused.stderr}")
        run.check(open_clinic.try_webhook() == 200, "the first one does not serve any more")
        open_clinic.verify()
