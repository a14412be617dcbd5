-- SPDX-License-Identifier: Apache-2.0
-- 0001: clinics, people and their memberships, sessions, webhook routes.
CREATE TABLE clinic (
    id {{id}},
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    created_at {{big}} NOT NULL
);
CREATE TABLE account (
    id {{id}},
    email TEXT NOT NULL UNIQUE,
    password_hash TEXT,
    created_at {{big}} NOT NULL
);
CREATE TABLE membership (
    account_id {{big}} NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    clinic_id {{big}} NOT NULL REFERENCES clinic(id) ON DELETE CASCADE,
    user_id {{big}} NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, clinic_id)
);
CREATE INDEX membership_user ON membership (clinic_id, user_id);
CREATE TABLE session (
    id {{id}},
    token_hash {{blob}} NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    account_id {{big}} REFERENCES account(id) ON DELETE CASCADE,
    clinic_id {{big}} NOT NULL REFERENCES clinic(id) ON DELETE CASCADE,
    user_id {{big}},
    patient_id {{big}},
    created_at {{big}} NOT NULL,
    last_seen_at {{big}} NOT NULL,
    expires_at {{big}} NOT NULL
);
CREATE INDEX session_of_user ON session (clinic_id, user_id);
CREATE TABLE invitation (
    token_hash {{blob}} PRIMARY KEY,
    account_id {{big}} NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    clinic_id {{big}} NOT NULL REFERENCES clinic(id) ON DELETE CASCADE,
    expires_at {{big}} NOT NULL
);
