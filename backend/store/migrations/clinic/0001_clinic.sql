-- SPDX-License-Identifier: Apache-2.0
-- 0001: the tables of a clinic.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE team_user (
    id {{id}},
    account_id {{big}},
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1,
    created_at {{big}} NOT NULL
);
CREATE UNIQUE INDEX team_user_account ON team_user (account_id);
CREATE TABLE patient (
    id {{id}},
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    birth_date TEXT,
    remarks TEXT NOT NULL DEFAULT '',
    created_at {{big}} NOT NULL
);
CREATE INDEX patient_name ON patient (name_folded);
CREATE TABLE identity (
    id {{id}},
    patient_id {{big}} NOT NULL REFERENCES patient(id),
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    address TEXT NOT NULL,
    display_name TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, value)
);
CREATE INDEX identity_patient ON identity (patient_id);
CREATE TABLE channel (
    type TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    icon TEXT NOT NULL
);
CREATE TABLE inbox (
    id {{id}},
    channel TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT,
    enabled INTEGER NOT NULL DEFAULT 1,
    deleted INTEGER NOT NULL DEFAULT 0,
    settings TEXT NOT NULL,
    secrets {{blob}},
    secrets_key TEXT,
    created_at {{big}} NOT NULL
);
CREATE TABLE conversation (
    id {{id}},
    inbox_id {{big}} NOT NULL REFERENCES inbox(id),
    channel TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL,
    priority TEXT NOT NULL,
    patient_id {{big}} NOT NULL REFERENCES patient(id),
    attendant_id {{big}},
    unread INTEGER NOT NULL DEFAULT 0,
    last_message_id {{big}},
    waiting_since {{big}},
    created_at {{big}} NOT NULL,
    updated_at {{big}} NOT NULL,
    first_response_at {{big}},
    resolved_at {{big}},
    window_expires_at {{big}}
);
-- One open conversation of a patient on an inbox, whatever runs at once.
CREATE UNIQUE INDEX conversation_open ON conversation (patient_id, inbox_id) WHERE status <> 'closed';
CREATE INDEX conversation_activity ON conversation (updated_at, id);
CREATE INDEX conversation_status ON conversation (status, updated_at, id);
CREATE INDEX conversation_attendant ON conversation (attendant_id, status, updated_at, id);
CREATE INDEX conversation_patient ON conversation (patient_id, updated_at, id);
CREATE INDEX conversation_queue ON conversation (waiting_since, id) WHERE status = 'open' AND attendant_id IS NULL;
CREATE TABLE message (
    id {{id}},
    conversation_id {{big}} NOT NULL REFERENCES conversation(id),
    inbox_id {{big}} NOT NULL,
    direction TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    sender_type TEXT NOT NULL,
    sender_id {{big}},
    sender_name TEXT NOT NULL,
    status TEXT,
    error TEXT,
    external_id TEXT,
    client_id TEXT,
    reply_to_id {{big}},
    created_at {{big}} NOT NULL,
    sent_at {{big}} NOT NULL,
    payload TEXT NOT NULL
);
CREATE INDEX message_conversation ON message (conversation_id, id);
CREATE UNIQUE INDEX message_external ON message (inbox_id, external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX message_client ON message (client_id) WHERE client_id IS NOT NULL;
CREATE TABLE reaction (
    message_id {{big}} NOT NULL REFERENCES message(id),
    sender_type TEXT NOT NULL,
    sender_id {{big}} NOT NULL,
    sender_name TEXT NOT NULL,
    emoji TEXT NOT NULL,
    PRIMARY KEY (message_id, sender_type, sender_id)
);
CREATE TABLE attachment (
    id {{id}},
    message_id {{big}} REFERENCES message(id),
    kind TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    file_name TEXT NOT NULL,
    size {{big}} NOT NULL,
    sha256 {{blob}},
    width INTEGER,
    height INTEGER,
    duration_ms {{big}},
    created_at {{big}} NOT NULL
);
CREATE INDEX attachment_message ON attachment (message_id);
CREATE TABLE label (
    id {{id}},
    name TEXT NOT NULL UNIQUE,
    color TEXT NOT NULL
);
CREATE TABLE conversation_label (
    conversation_id {{big}} NOT NULL REFERENCES conversation(id),
    label_id {{big}} NOT NULL REFERENCES label(id),
    PRIMARY KEY (conversation_id, label_id)
);
CREATE INDEX conversation_label_label ON conversation_label (label_id);
CREATE TABLE quick_reply (
    id {{id}},
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    category TEXT,
    shortcut TEXT,
    created_by {{big}},
    created_at {{big}} NOT NULL
);
CREATE TABLE conversation_note (
    id {{id}},
    conversation_id {{big}} NOT NULL REFERENCES conversation(id),
    author_id {{big}} NOT NULL,
    author_name TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at {{big}} NOT NULL
);
CREATE INDEX conversation_note_conversation ON conversation_note (conversation_id, id);
CREATE TABLE attendance_metric (
    attendant_id {{big}} NOT NULL,
    day TEXT NOT NULL,
    total_conversations INTEGER NOT NULL DEFAULT 0,
    resolved_conversations INTEGER NOT NULL DEFAULT 0,
    average_response_time {{real}},
    satisfaction_rating {{real}},
    PRIMARY KEY (attendant_id, day)
);
CREATE TABLE event (
    seq {{big}} PRIMARY KEY,
    at {{big}} NOT NULL,
    type TEXT NOT NULL,
    conversation_id {{big}} NOT NULL,
    scope TEXT NOT NULL,
    attendant_id {{big}},
    former_attendant_id {{big}},
    was_queued INTEGER NOT NULL,
    patient_id {{big}} NOT NULL,
    internal INTEGER NOT NULL,
    data TEXT NOT NULL
);
CREATE TABLE journal (
    id {{id}},
    inbox_id {{big}},
    channel TEXT NOT NULL,
    received_at {{big}} NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    body {{blob}} NOT NULL
);
CREATE INDEX journal_trouble ON journal (id) WHERE state IN ('dead', 'unsupported');
CREATE TABLE outbox (
    id {{id}},
    message_id {{big}} NOT NULL REFERENCES message(id),
    conversation_id {{big}} NOT NULL,
    inbox_id {{big}} NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at {{big}} NOT NULL,
    created_at {{big}} NOT NULL
);
CREATE INDEX outbox_message ON outbox (message_id);
CREATE INDEX outbox_active ON outbox (next_attempt_at, id) WHERE state IN ('queued', 'sending');
CREATE TABLE attempt (
    id {{id}},
    outbox_id {{big}} NOT NULL REFERENCES outbox(id),
    started_at {{big}} NOT NULL,
    finished_at {{big}},
    outcome TEXT,
    error_code TEXT,
    external_id TEXT
);
CREATE INDEX attempt_outbox ON attempt (outbox_id);
CREATE TABLE pending_receipt (
    inbox_id {{big}} NOT NULL,
    external_id TEXT NOT NULL,
    status TEXT NOT NULL,
    error TEXT,
    received_at {{big}} NOT NULL
);
CREATE INDEX pending_receipt_external ON pending_receipt (inbox_id, external_id);
CREATE TABLE audit (
    id {{id}},
    at {{big}} NOT NULL,
    actor_id {{big}},
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    detail TEXT NOT NULL
);
