# SPDX-License-Identifier: Apache-2.0
"""B: PostgreSQL goes away, cuts connections, takes no more of them, or keeps everybody waiting."""
import contextlib
import subprocess
import time

from faults.cases import case
from faults.clinic import clinic, until
from faults.disk import recovered
from machinery.postgres import Postgres
from machinery.program import Program

OURS = "application_name = 'acolhe'"


@case("B13", "PostgreSQL is stopped at once (immediate) under load and started again", group="disk", databases=("postgres",),
      seconds=600)
def database_restarts(run):
    times = []
    with Postgres() as postgres, clinic(run, database=postgres.url()) as open_clinic:
        pid = open_clinic.server.process.pid
        with open_clinic.load():
            for _ in range(run.times(20, 2)):
                time.sleep(run.random.uniform(0.2, 1))
                postgres.crash()
                time.sleep(run.random.uniform(0, 0.5))
                postgres.start()
                start = time.monotonic()
                until(lambda: open_clinic.try_webhook() == 200, "a webhook that is taken")
                times.append(time.monotonic() - start)
        recovered(run, open_clinic, pid)
        open_clinic.verify()
    run.figure("restarts", len(times))
    run.figure("taken again, worst s", max(times))
    run.check(max(times) < run.times(5, 15), f"it took {max(times):.1f} s until a webhook was taken again")


@case("B14", "PostgreSQL ends the server's connections in the middle of their work", group="disk", databases=("postgres",))
def connections_cut(run):
    cut = 0
    with Postgres() as postgres, clinic(run, database=postgres.url()) as open_clinic:
        pid = open_clinic.server.process.pid
        end = time.monotonic() + run.times(30, 4)
        with open_clinic.load():
            while time.monotonic() < end:
                one = f"SELECT pid FROM pg_stat_activity WHERE {OURS} ORDER BY state = 'active' DESC, random() LIMIT 1"
                cut += postgres.sql(f"SELECT pg_terminate_backend(pid) FROM ({one}) AS one") == "t"
                time.sleep(run.random.uniform(0, 0.2))
        recovered(run, open_clinic, pid)
        open_clinic.verify()
    run.figure("cut", cut)


@case("B17", "PostgreSQL takes no connection more; then a lock keeps every statement waiting until its time is up", group="disk",
      databases=("postgres",), short=False)
def no_room(run):
    with contextlib.ExitStack() as stack:
        postgres = stack.enter_context(Postgres())
        postgres.sql("CREATE ROLE desk LOGIN PASSWORD 'desk'")
        postgres.sql("CREATE DATABASE desk OWNER desk")
        url = postgres.url("desk")
        open_clinic = stack.enter_context(clinic(run, database=url.replace("bench:bench", "desk:desk")))
        pid = open_clinic.server.process.pid
        with open_clinic.load(patients=2, attendants=2, patience=120):
            time.sleep(0.5)
            postgres.sql("ALTER ROLE desk CONNECTION LIMIT 0")
            postgres.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {OURS}")
            refused(run, open_clinic, "without connections")
            postgres.sql("ALTER ROLE desk CONNECTION LIMIT -1")
            recovered(run, open_clinic, pid)
            with locked_table(url):
                until(lambda: postgres.sql("SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock'") != "0", "the lock")
                refused(run, open_clinic, "behind a lock")
            postgres.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(300)'")
            recovered(run, open_clinic, pid)
        open_clinic.verify()


def locked_table(url):
    parts = ("BEGIN", "LOCK TABLE clinic_1.conversation IN ACCESS EXCLUSIVE MODE", "SELECT pg_sleep(300)")
    command = ["psql", "-X", "-q", "-d", url, *[word for part in parts for word in ("-c", part)]]
    return Program(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def refused(run, open_clinic, what):
    start = time.monotonic()
    until(lambda: open_clinic.try_webhook() == 503, f"a webhook that is refused {what}", 90)
    run.figure(f"{what}, refused after s", time.monotonic() - start)
