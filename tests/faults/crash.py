# SPDX-License-Identifier: Apache-2.0
"""A: the server is killed."""
import statistics
import time

from faults.cases import case
from faults.clinic import clinic


def kill_often(run, clinic, kills):
    for _ in range(kills):
        time.sleep(run.random.uniform(0.02, 0.8))
        clinic.server.kill()
        clinic.restart()


def report_starts(run, clinic):
    run.figure("listening again, median s", statistics.median(clinic.starts))
    run.check(max(clinic.starts) <= 5, f"it took {max(clinic.starts):.1f} s to listen again")


@case("A01", "killed at random moments while patients write and attendants reply", group="crash", seconds=900)
def killed_under_load(run):
    kills = run.times(200, 8)
    with clinic(run) as open_clinic:
        with open_clinic.load():
            kill_often(run, open_clinic, kills)
        open_clinic.verify()
        run.figure("kills", kills)
        report_starts(run, open_clinic)


@case("A02", "killed while desktops send over WebSockets and repeat what was not answered", group="crash", seconds=900)
def killed_while_sending(run):
    kills = run.times(200, 5)
    with clinic(run) as open_clinic:
        with open_clinic.load(patients=1, attendants=0, sockets=6):
            kill_often(run, open_clinic, kills)
        open_clinic.verify()
        run.figure("kills", kills)
        report_starts(run, open_clinic)
