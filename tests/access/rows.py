# SPDX-License-Identifier: Apache-2.0
"""The server's databases, written by hand for what no method makes."""
import contextlib
import os
import sqlite3
import subprocess

_NUMBERED = ("conversation", "inbox", "journal", "message", "patient", "quick_reply", "scheduled_message", "team_user")


class Rows:
    def __init__(self, data, url=None):
        self.data, self.url = data, url

    def add_patient_session(self, token_hash, clinic, patient, now_ms):
        """A patient's session, as the portal will make them."""
        blob = f"'\\x{token_hash}'::bytea" if self.url else f"X'{token_hash}'"
        columns = "token_hash, kind, clinic_id, patient_id, created_at, last_seen_at, expires_at"
        values = f"{blob}, 'login', {clinic}, {patient}, {now_ms}, {now_ms}, {now_ms + 3_600_000}"
        self._execute("control", None, f"INSERT INTO session ({columns}) VALUES ({values})")

    def go_on_from(self, clinic, number):
        """The clinic's next rows have ids from `number`: no other clinic has them."""
        if self.url:
            turned = ", ".join(f"setval(pg_get_serial_sequence('{table}', 'id'), {number})" for table in _NUMBERED)
            self._execute(f"clinic_{clinic}", clinic, f"SELECT {turned}")
        else:
            self._execute(f"clinic_{clinic}", clinic, f"UPDATE sqlite_sequence SET seq = {number}")

    def _execute(self, schema, clinic, sql):
        if self.url:
            environment = {**os.environ, "PGOPTIONS": f"--search_path={schema}"}
            command = ["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", sql, self.url]
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
            return
        file = self.data / (f"clinics/{clinic}/clinic.db" if clinic else "control.db")
        with contextlib.closing(sqlite3.connect(file, timeout=10)) as database, database:
            database.execute(sql)
