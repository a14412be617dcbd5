-- SPDX-License-Identifier: Apache-2.0
-- Written by make.py, and never anew.
CREATE TABLE schema_version (version INTEGER PRIMARY KEY);
CREATE TABLE clinic (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL UNIQUE,
    password_hash TEXT,
    created_at INTEGER NOT NULL
);
CREATE TABLE membership (
    account_id INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    clinic_id INTEGER NOT NULL REFERENCES clinic(id) ON DELETE CASCADE,
    user_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, clinic_id)
);
CREATE INDEX membership_user ON membership (clinic_id, user_id);
CREATE TABLE session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    account_id INTEGER REFERENCES account(id) ON DELETE CASCADE,
    clinic_id INTEGER NOT NULL REFERENCES clinic(id) ON DELETE CASCADE,
    user_id INTEGER,
    patient_id INTEGER,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);
CREATE INDEX session_of_user ON session (clinic_id, user_id);
CREATE TABLE invitation (
    token_hash BLOB PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    clinic_id INTEGER NOT NULL REFERENCES clinic(id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
);
INSERT INTO clinic (id, slug, name, time_zone, created_at) VALUES
(1, 'sorriso', 'Clínica Sorriso', 'America/Sao_Paulo', 1795420800123),
(3, 'vida', 'Vida "&" Saúde', 'America/Manaus', 1795420800123);
INSERT INTO account (id, email, password_hash, created_at) VALUES
(1, 'ana@clinica.example', '$argon2id$v=19$not-a-hash', 1795420800123),
(2, 'bia@clinica.example', NULL, 1795420800123);
INSERT INTO membership (account_id, clinic_id, user_id, role, active) VALUES
(1, 1, 1, 'admin', 1),
(2, 3, 7, 'attendant', 0);
INSERT INTO session (id, token_hash, kind, account_id, clinic_id, user_id, patient_id, created_at, last_seen_at, expires_at) VALUES
(1, x'0101010101010101010101010101010101010101010101010101010101010101', 'login', 1, 1, 1, NULL, 1795420800123, 1795420800123, 1795420800124),
(2, x'0202020202020202020202020202020202020202020202020202020202020202', 'api_key', NULL, 1, 1, NULL, 1795420800123, 1795420800123, 1795420800124);
INSERT INTO invitation (token_hash, account_id, clinic_id, expires_at) VALUES
(x'00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff', 2, 3, 1795420800123);
INSERT INTO schema_version (version) VALUES (1);
