# SPDX-License-Identifier: Apache-2.0
"""A: the server is killed."""
import contextlib
import os
import resource
import signal
import statistics
import subprocess
import time

from faults.cases import case
from faults.clinic import clinic
from machinery.server import PASSWORD, Server
from machinery.web_socket import WebSocket


def kill_often(run, clinic, kills):
    for _ in range(kills):
        time.sleep(run.random.uniform(0.02, 0.8))
        clinic.server.kill()
        clinic.restart()


def report_starts(run, clinic):
    run.figure("listening again, median s", statistics.median(clinic.starts))
    run.check(max(clinic.starts) <= run.times(5, 15), f"it took {max(clinic.starts):.1f} s to listen again")


@case("A01", "killed at random moments while patients write and attendants reply", group="crash", seconds=900)
def killed_under_load(run):
    kills = run.times(200, 5)
    with clinic(run) as open_clinic:
        with open_clinic.load():
            kill_often(run, open_clinic, kills)
        open_clinic.verify()
        run.figure("kills", kills)
        report_starts(run, open_clinic)


@case("A02", "killed while desktops send over WebSockets and repeat what was not answered", group="crash", seconds=900)
def killed_while_sending(run):
    kills = run.times(200, 2)
    with clinic(run) as open_clinic:
        with open_clinic.load(patients=1, attendants=0, sockets=6):
            kill_often(run, open_clinic, kills)
        open_clinic.verify()
        run.figure("kills", kills)
        report_starts(run, open_clinic)


@case("A08", "killed while it makes or opens its databases", group="crash")
def killed_while_starting(run):
    """The first start takes so long; it is killed at any moment of it, and the next one must make good."""
    rounds, made = run.times(60, 2), 0
    for number in range(rounds):
        data, url = run.folder / f"data{number}", run.database
        server = Server(run.binaries, data, url)
        words = ["--clinic", f"Clínica {number}", "--admin", f"admin{number}@faults.example", "--password-file", "-"]
        verb = ["init"] if url is None or number == 0 else ["clinic", "add"]
        for delay in (run.random.uniform(0, 0.5), run.random.uniform(0, 0.5)):
            begun = subprocess.Popen([server.binary, *verb, *words, *server.words], stdin=subprocess.PIPE,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
            begun.stdin.write(PASSWORD)
            begun.stdin.close()
            time.sleep(delay)
            begun.kill()
            begun.wait()
        done = subprocess.run([server.binary, *verb, *words, *server.words], input=PASSWORD, text=True, capture_output=True,
                              check=False)
        made += done.returncode != 0
        run.check(done.returncode == 0 or "already" in done.stderr, f"round {number}: {done.stderr}")
        with server:
            server.kill()
            server.start()
            # Adding is no idempotent command: one that was done before its kill and the next give two, both whole.
            listed = [line.split("\t") for line in server.command("clinic", "list").splitlines()]
            for slug in [slug for _, slug, name in listed if name == f"Clínica {number}"]:
                signed_in = server.api().login(f"admin{number}@faults.example", clinic=slug)
                run.check(signed_in.token, f"round {number}: no login to {slug}")
            run.check(server.stop() == 0, f"round {number}: ended with {server.process.returncode}")
    run.figure("rounds", rounds)
    run.figure("done before the kill", made)


@case("A11", "SIGTERM under load", group="crash")
def asked_to_stop(run):
    times = []
    with clinic(run) as open_clinic:
        with open_clinic.load():
            for _ in range(run.times(20, 2)):
                time.sleep(run.random.uniform(0.2, 0.8))
                desktop = WebSocket(open_clinic.server.port, open_clinic.admin.token)
                start = time.monotonic()
                open_clinic.server.process.terminate()
                with contextlib.suppress(OSError):
                    while True:
                        desktop.receive()
                desktop.close()
                code = open_clinic.server.stop()
                times.append(time.monotonic() - start)
                run.check(code == 0, f"it ended with {code}")
                run.check(desktop.closed == 1001, f"a desktop was closed with {desktop.closed}")
                open_clinic.restart()
        open_clinic.verify()
    run.figure("stops", len(times))
    run.figure("worst s", max(times))
    run.check(max(times) <= 10.5, f"it took {max(times):.1f} s")


@case("A12", "memory runs out (RLIMIT_AS) under load with large webhooks", group="crash", bare=True)
def out_of_memory(run):
    died = 0
    with clinic(run) as open_clinic:
        server = open_clinic.server
        with open_clinic.load():
            for _ in range(run.times(20, 1)):
                time.sleep(run.random.uniform(0.2, 0.6))
                size = mapped(server.process.pid) + run.random.randrange(1 << 20, 12 << 20)
                resource.prlimit(server.process.pid, resource.RLIMIT_AS, (size, resource.RLIM_INFINITY))
                end = time.monotonic() + 2
                while time.monotonic() < end and server.process.poll() is None:
                    open_clinic.patient().status_of(bytes(3_000_000), 5)
                if server.process.poll() is None:
                    resource.prlimit(server.process.pid, resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)
                    continue
                died += 1
                run.check(server.process.returncode in (-signal.SIGABRT, 1), f"it died of {server.process.returncode}")
                open_clinic.restart()
        open_clinic.verify()
    run.figure("ended by it", died)


def mapped(pid):
    with open(f"/proc/{pid}/statm", encoding="ascii") as sizes:
        return int(sizes.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


