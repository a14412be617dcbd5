-- SPDX-License-Identifier: Apache-2.0
-- Written by make.py, and never anew.
CREATE TABLE schema_version (version INTEGER PRIMARY KEY);
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE team_user (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX team_user_account ON team_user (account_id);
CREATE TABLE patient (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    birth_date TEXT,
    remarks TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL
);
CREATE INDEX patient_name ON patient (name_folded);
CREATE TABLE identity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    patient_id INTEGER NOT NULL REFERENCES patient(id),
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
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT,
    enabled INTEGER NOT NULL DEFAULT 1,
    deleted INTEGER NOT NULL DEFAULT 0,
    settings TEXT NOT NULL,
    secrets BLOB,
    secrets_key TEXT,
    created_at INTEGER NOT NULL
);
CREATE TABLE conversation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    inbox_id INTEGER NOT NULL REFERENCES inbox(id),
    channel TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL,
    priority TEXT NOT NULL,
    patient_id INTEGER NOT NULL REFERENCES patient(id),
    attendant_id INTEGER,
    unread INTEGER NOT NULL DEFAULT 0,
    last_message_id INTEGER,
    waiting_since INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    first_response_at INTEGER,
    resolved_at INTEGER,
    window_expires_at INTEGER
);
CREATE UNIQUE INDEX conversation_open ON conversation (patient_id, inbox_id) WHERE status <> 'closed';
CREATE INDEX conversation_activity ON conversation (updated_at, id);
CREATE INDEX conversation_status ON conversation (status, updated_at, id);
CREATE INDEX conversation_attendant ON conversation (attendant_id, status, updated_at, id);
CREATE INDEX conversation_patient ON conversation (patient_id, updated_at, id);
CREATE INDEX conversation_queue ON conversation (waiting_since, id) WHERE status = 'open' AND attendant_id IS NULL;
CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL REFERENCES conversation(id),
    inbox_id INTEGER NOT NULL,
    direction TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    sender_type TEXT NOT NULL,
    sender_id INTEGER,
    sender_name TEXT NOT NULL,
    status TEXT,
    error TEXT,
    external_id TEXT,
    client_id TEXT,
    reply_to_id INTEGER,
    created_at INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    payload TEXT NOT NULL
);
CREATE INDEX message_conversation ON message (conversation_id, id);
CREATE UNIQUE INDEX message_external ON message (inbox_id, external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX message_client ON message (client_id) WHERE client_id IS NOT NULL;
CREATE TABLE reaction (
    message_id INTEGER NOT NULL REFERENCES message(id),
    sender_type TEXT NOT NULL,
    sender_id INTEGER NOT NULL,
    sender_name TEXT NOT NULL,
    emoji TEXT NOT NULL,
    PRIMARY KEY (message_id, sender_type, sender_id)
);
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER REFERENCES message(id),
    kind TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    file_name TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 BLOB,
    width INTEGER,
    height INTEGER,
    duration_ms INTEGER,
    created_at INTEGER NOT NULL
);
CREATE INDEX attachment_message ON attachment (message_id);
CREATE TABLE label (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    color TEXT NOT NULL
);
CREATE TABLE conversation_label (
    conversation_id INTEGER NOT NULL REFERENCES conversation(id),
    label_id INTEGER NOT NULL REFERENCES label(id),
    PRIMARY KEY (conversation_id, label_id)
);
CREATE INDEX conversation_label_label ON conversation_label (label_id);
CREATE TABLE quick_reply (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    category TEXT,
    shortcut TEXT,
    created_by INTEGER,
    created_at INTEGER NOT NULL
);
CREATE TABLE conversation_note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL REFERENCES conversation(id),
    author_id INTEGER NOT NULL,
    author_name TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE INDEX conversation_note_conversation ON conversation_note (conversation_id, id);
CREATE TABLE attendance_metric (
    attendant_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    total_conversations INTEGER NOT NULL DEFAULT 0,
    resolved_conversations INTEGER NOT NULL DEFAULT 0,
    average_response_time REAL,
    satisfaction_rating REAL,
    PRIMARY KEY (attendant_id, day)
);
CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    conversation_id INTEGER NOT NULL,
    scope TEXT NOT NULL,
    attendant_id INTEGER,
    former_attendant_id INTEGER,
    was_queued INTEGER NOT NULL,
    patient_id INTEGER NOT NULL,
    internal INTEGER NOT NULL,
    data TEXT NOT NULL
);
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    inbox_id INTEGER,
    channel TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    body BLOB NOT NULL
);
CREATE INDEX journal_trouble ON journal (id) WHERE state IN ('dead', 'unsupported');
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id INTEGER NOT NULL REFERENCES message(id),
    conversation_id INTEGER NOT NULL,
    inbox_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE INDEX outbox_message ON outbox (message_id);
CREATE INDEX outbox_active ON outbox (next_attempt_at, id) WHERE state IN ('queued', 'sending');
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    outbox_id INTEGER NOT NULL REFERENCES outbox(id),
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    outcome TEXT,
    error_code TEXT,
    external_id TEXT
);
CREATE INDEX attempt_outbox ON attempt (outbox_id);
CREATE TABLE pending_receipt (
    inbox_id INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    status TEXT NOT NULL,
    error TEXT,
    received_at INTEGER NOT NULL
);
CREATE INDEX pending_receipt_external ON pending_receipt (inbox_id, external_id);
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor_id INTEGER,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX outbox_order ON outbox (conversation_id, id) WHERE state IN ('queued', 'sending');
DROP INDEX conversation_queue;
CREATE INDEX conversation_queue ON conversation (COALESCE(waiting_since, 9000000000000000), id) WHERE status = 'open' AND attendant_id IS NULL;
CREATE INDEX conversation_counted ON conversation (status, attendant_id) WHERE status <> 'closed';
CREATE TABLE draft (
    user_id INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL REFERENCES conversation(id),
    text TEXT NOT NULL,
    note INTEGER NOT NULL,
    reply_to_id INTEGER,
    origin TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, conversation_id)
);
CREATE TABLE scheduled_message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL REFERENCES conversation(id),
    client_id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    reply_to_id INTEGER,
    send_at INTEGER NOT NULL,
    cancel_on_reply INTEGER NOT NULL,
    author_id INTEGER NOT NULL,
    author_name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_to INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    message_id INTEGER
);
CREATE INDEX scheduled_message_due ON scheduled_message (send_at, id) WHERE state = 'waiting';
CREATE INDEX scheduled_message_conversation ON scheduled_message (conversation_id, send_at);
ALTER TABLE attachment ADD COLUMN uploader_user INTEGER;
ALTER TABLE attachment ADD COLUMN uploader_patient INTEGER;
CREATE INDEX attachment_unsent ON attachment (created_at) WHERE message_id IS NULL;
CREATE INDEX attachment_content ON attachment (sha256);
ALTER TABLE message ADD COLUMN edited_at INTEGER;
ALTER TABLE message ADD COLUMN deleted_at INTEGER;
INSERT INTO meta (name, value) VALUES
('epoch', 'e0123456789abcdef');
INSERT INTO channel (type, name, icon) VALUES
('whatsapp_cloud', 'WhatsApp', 'whatsapp');
INSERT INTO team_user (id, account_id, name, email, role, active, created_at) VALUES
(1, 1, 'Ana Lúcia', 'ana@clinica.example', 'admin', 1, 1795420800123),
(7, NULL, 'Bia', '', 'attendant', 0, 1795420800124);
INSERT INTO patient (id, name, name_folded, phone, email, birth_date, remarks, created_at) VALUES
(1, 'Marina', 'marina', '+5511987654321', NULL, '1990-02-28', 'allergic to ''x''', 1795420800123),
(2, 'João 👶', 'joão 👶', NULL, NULL, NULL, '', 1795420800123),
(9000000000, 'Zé', 'zé', '', NULL, NULL, 'a
b', 1795420800123);
INSERT INTO identity (id, patient_id, kind, value, address, display_name) VALUES
(1, 1, 'phone', '5511987654321', '5511987654321', 'Marina 🌻'),
(2, 1, 'phone', '5511987654322', '5511987654322', ''),
(3, 9000000000, 'phone', '5511987654323', '5511987654323', 'Zé');
INSERT INTO inbox (id, channel, name, state, state_reason, enabled, deleted, settings, secrets, secrets_key, created_at) VALUES
(1, 'whatsapp_cloud', 'Recepção', 'online', NULL, 1, 0, '{"phoneNumberId": "1"}', x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', '', 1795420800123),
(2, 'whatsapp_cloud', 'antiga', 'off', 'removed', 0, 1, '{}', NULL, NULL, 0);
INSERT INTO conversation (id, inbox_id, channel, subject, status, priority, patient_id, attendant_id, unread, last_message_id, waiting_since, created_at, updated_at, first_response_at, resolved_at, window_expires_at) VALUES
(1, 1, 'whatsapp_cloud', 'it''s "quoted" \ and 100%', 'open', 'normal', 1, 7, 1, 8, 1795420800123, 1795420800123, 1795420800124, NULL, NULL, 1795507200123),
(2, 1, 'whatsapp_cloud', '👩‍⚕️ às 14h 🇧🇷', 'in_progress', 'normal', 2, NULL, 2, 16, NULL, 1795420800123, 1795420800125, NULL, NULL, 1795507200123),
(3, 1, 'whatsapp_cloud', 'first line
second line	end', 'resolved', 'normal', 9000000000, 7, 3, 24, NULL, 1795420800123, 1795420800126, NULL, 1795420800123, 1795507200123),
(4, 2, 'whatsapp_cloud', '', 'closed', 'normal', 1, NULL, 4, 32, NULL, 1795420800123, 1795420800127, NULL, NULL, 1795507200123);
INSERT INTO message (id, conversation_id, inbox_id, direction, kind, text, sender_type, sender_id, sender_name, status, error, external_id, client_id, reply_to_id, created_at, sent_at, payload) VALUES
(1, 1, 1, 'in', 'text', 'it''s "quoted" \ and 100%', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.1', NULL, NULL, 1795420800124, 1795420800122, '{"a":"\u0041 \n"}'),
(2, 1, 1, 'in', 'text', '👩‍⚕️ às 14h 🇧🇷', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.2', NULL, NULL, 1795420800125, 1795420800121, '{}'),
(3, 1, 1, 'in', 'text', 'first line
second line	end', 'patient', NULL, 'Bia', NULL, NULL, NULL, NULL, NULL, 1795420800126, 1795420800120, '{"a":"\u0041 \n"}'),
(4, 1, 1, 'in', 'text', '', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.4', NULL, NULL, 1795420800127, 1795420800119, '{}'),
(5, 1, 1, 'in', 'text', 'é é ‫שלום‬', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.5', NULL, 4, 1795420800128, 1795420800118, '{"a":"\u0041 \n"}'),
(6, 1, 1, 'in', 'text', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'patient', NULL, 'Bia', NULL, NULL, NULL, NULL, NULL, 1795420800129, 1795420800117, '{}'),
(7, 1, 1, 'in', 'text', '''; DROP TABLE message; --', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.7', NULL, NULL, 1795420800130, 1795420800116, '{"a":"\u0041 \n"}'),
(8, 1, 1, 'in', 'text', 'Olá! Vocês atendem sábado?', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.8', NULL, NULL, 1795420800131, 1795420800115, '{}'),
(9, 2, 1, 'in', 'text', 'it''s "quoted" \ and 100%', 'patient', NULL, 'Bia', NULL, NULL, NULL, NULL, NULL, 1795420800132, 1795420800114, '{"a":"\u0041 \n"}'),
(10, 2, 1, 'in', 'text', '👩‍⚕️ às 14h 🇧🇷', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.10', NULL, 9, 1795420800133, 1795420800113, '{}'),
(11, 2, 1, 'in', 'text', 'first line
second line	end', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.11', NULL, NULL, 1795420800134, 1795420800112, '{"a":"\u0041 \n"}'),
(12, 2, 1, 'in', 'text', '', 'patient', NULL, 'Bia', NULL, NULL, NULL, NULL, NULL, 1795420800135, 1795420800111, '{}'),
(13, 2, 1, 'in', 'text', 'é é ‫שלום‬', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.13', NULL, NULL, 1795420800136, 1795420800110, '{"a":"\u0041 \n"}'),
(14, 2, 1, 'in', 'text', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.14', NULL, NULL, 1795420800137, 1795420800109, '{}'),
(15, 2, 1, 'in', 'text', '''; DROP TABLE message; --', 'patient', NULL, 'Bia', NULL, NULL, NULL, NULL, 14, 1795420800138, 1795420800108, '{"a":"\u0041 \n"}'),
(16, 2, 1, 'in', 'text', 'Olá! Vocês atendem sábado?', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.16', NULL, NULL, 1795420800139, 1795420800107, '{}'),
(17, 3, 1, 'in', 'text', 'it''s "quoted" \ and 100%', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.17', NULL, NULL, 1795420800140, 1795420800106, '{"a":"\u0041 \n"}'),
(18, 3, 1, 'in', 'text', '👩‍⚕️ às 14h 🇧🇷', 'patient', NULL, 'Bia', NULL, NULL, NULL, NULL, NULL, 1795420800141, 1795420800105, '{}'),
(19, 3, 1, 'in', 'text', 'first line
second line	end', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.19', NULL, NULL, 1795420800142, 1795420800104, '{"a":"\u0041 \n"}'),
(20, 3, 1, 'in', 'text', '', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.20', NULL, 19, 1795420800143, 1795420800103, '{}'),
(21, 3, 1, 'in', 'text', 'é é ‫שלום‬', 'patient', NULL, 'Bia', NULL, NULL, NULL, NULL, NULL, 1795420800144, 1795420800102, '{"a":"\u0041 \n"}'),
(22, 3, 1, 'in', 'text', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.22', NULL, NULL, 1795420800145, 1795420800101, '{}'),
(23, 3, 1, 'in', 'text', '''; DROP TABLE message; --', 'patient', NULL, 'Bia', NULL, NULL, 'wamid.23', NULL, NULL, 1795420800146, 1795420800100, '{"a":"\u0041 \n"}'),
(24, 3, 1, 'in', 'text', 'Olá! Vocês atendem sábado?', 'patient', NULL, 'Bia', NULL, NULL, NULL, NULL, NULL, 1795420800147, 1795420800099, '{}'),
(25, 4, 1, 'out', 'text', 'it''s "quoted" \ and 100%', 'user', 7, 'Bia', 'queued', NULL, 'wamid.25', '00000000-0000-4000-8000-000000000025', 24, 1795420800148, 1795420800098, '{"a":"\u0041 \n"}'),
(26, 4, 1, 'out', 'text', '👩‍⚕️ às 14h 🇧🇷', 'user', 7, 'Bia', 'sending', NULL, 'wamid.26', '00000000-0000-4000-8000-000000000026', NULL, 1795420800149, 1795420800097, '{}'),
(27, 4, 1, 'out', 'text', 'first line
second line	end', 'user', 7, 'Bia', 'uncertain', NULL, NULL, '00000000-0000-4000-8000-000000000027', NULL, 1795420800150, 1795420800096, '{"a":"\u0041 \n"}'),
(28, 4, 1, 'out', 'text', '', 'user', 7, 'Bia', 'sent', NULL, 'wamid.28', '00000000-0000-4000-8000-000000000028', NULL, 1795420800151, 1795420800095, '{}'),
(29, 4, 1, 'out', 'text', 'é é ‫שלום‬', 'user', 7, 'Bia', 'delivered', NULL, 'wamid.29', '00000000-0000-4000-8000-000000000029', NULL, 1795420800152, 1795420800094, '{"a":"\u0041 \n"}'),
(30, 4, 1, 'out', 'text', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'user', 7, 'Bia', 'read', NULL, NULL, '00000000-0000-4000-8000-000000000030', 29, 1795420800153, 1795420800093, '{}'),
(31, 4, 1, 'out', 'text', '''; DROP TABLE message; --', 'user', 7, 'Bia', 'failed', '{"code":"131047"}', 'wamid.31', '00000000-0000-4000-8000-000000000031', NULL, 1795420800154, 1795420800092, '{"a":"\u0041 \n"}'),
(32, 4, 1, 'out', 'text', 'Olá! Vocês atendem sábado?', 'user', 7, 'Bia', 'queued', NULL, 'wamid.32', '00000000-0000-4000-8000-000000000032', NULL, 1795420800155, 1795420800091, '{}');
INSERT INTO reaction (message_id, sender_type, sender_id, sender_name, emoji) VALUES
(1, 'patient', 1, 'Marina', '❤️');
INSERT INTO attachment (id, message_id, kind, mime_type, file_name, size, sha256, width, height, duration_ms, created_at) VALUES
(1, 2, 'image', 'image/jpeg', 'exame nº 1.jpg', 5000000000, x'0000000000000000000000000000000000000000000000000000000000000000', 640, NULL, NULL, 1795420800123),
(2, NULL, 'audio', 'audio/ogg', '', 0, NULL, NULL, NULL, 61000, 1795420800123);
INSERT INTO label (id, name, color) VALUES
(1, 'urgência', '#b00020');
INSERT INTO conversation_label (conversation_id, label_id) VALUES
(1, 1);
INSERT INTO quick_reply (id, title, content, category, shortcut, created_by, created_at) VALUES
(1, 'Olá', 'Olá, {{patient.name}}?', NULL, 'ola', 1, 1795420800123);
INSERT INTO conversation_note (id, conversation_id, author_id, author_name, text, created_at) VALUES
(1, 1, 7, 'Bia', 'first line
second line	end', 1795420800123);
INSERT INTO draft (user_id, conversation_id, text, note, reply_to_id, origin, updated_at) VALUES
(7, 1, '👩‍⚕️ às 14h 🇧🇷', 1, NULL, '', 1795420800123);
INSERT INTO scheduled_message (id, conversation_id, client_id, text, reply_to_id, send_at, cancel_on_reply, author_id, author_name, created_at, seen_to, state, reason, message_id) VALUES
(1, 1, 'later-1', 'it''s "quoted" \ and 100%', NULL, 1800420800123, 1, 7, 'Bia', 1795420800123, 1, 'waiting', '', NULL),
(2, 1, 'later-2', '👩‍⚕️ às 14h 🇧🇷', NULL, 1800420800123, 0, 7, 'Bia', 1795420800123, 1, 'refused', 'window_closed', NULL),
(3, 1, 'later-3', 'first line
second line	end', NULL, 1800420800123, 1, 7, 'Bia', 1795420800123, 1, 'cancelled', 'by_user', NULL);
INSERT INTO attendance_metric (attendant_id, day, total_conversations, resolved_conversations, average_response_time, satisfaction_rating) VALUES
(7, '2026-11-23', 3, 1, 0.1, NULL);
INSERT INTO event (seq, at, type, conversation_id, scope, attendant_id, former_attendant_id, was_queued, patient_id, internal, data) VALUES
(1, 1795420800124, 'message.created', 1, 'conversation', NULL, NULL, 1, 1, 0, '{"text": "it''s \"quoted\" \\ and 100%"}'),
(2, 1795420800125, 'message.created', 1, 'conversation', NULL, NULL, 0, 1, 0, '{"text": "👩‍⚕️ às 14h 🇧🇷"}'),
(3, 1795420800126, 'message.created', 1, 'conversation', NULL, NULL, 1, 1, 0, '{"text": "first line\nsecond line\tend"}'),
(5000000000, 1800420800123, 'message.created', 1, 'conversation', NULL, NULL, 0, 1, 0, '{"text": "Olá! Vocês atendem sábado?"}');
INSERT INTO journal (id, inbox_id, channel, received_at, state, reason, body) VALUES
(1, NULL, 'whatsapp_cloud', 1795420800123, 'dead', 'unknown', x'007bff275c'),
(2, 1, 'whatsapp_cloud', 1795420800123, 'done', NULL, x'');
INSERT INTO outbox (id, message_id, conversation_id, inbox_id, state, attempts, next_attempt_at, created_at) VALUES
(1, 25, 4, 1, 'queued', 1, 1795420800123, 1795420800123),
(2, 26, 4, 1, 'sending', 2, 1795420800123, 1795420800123),
(3, 27, 4, 1, 'uncertain', 3, 1795420800123, 1795420800123),
(4, 28, 4, 1, 'done', 4, 1795420800123, 1795420800123),
(7, 31, 4, 1, 'failed', 7, 1795420800123, 1795420800123),
(8, 32, 4, 1, 'queued', 8, 1795420800123, 1795420800123);
INSERT INTO attempt (id, outbox_id, started_at, finished_at, outcome, error_code, external_id) VALUES
(1, 2, 1795420800123, NULL, NULL, NULL, NULL),
(2, 4, 1795420800123, 1795420800132, 'done', NULL, 'wamid.28');
INSERT INTO pending_receipt (inbox_id, external_id, status, error, received_at) VALUES
(1, 'wamid.x', 'read', NULL, 1795420800123);
INSERT INTO audit (id, at, actor_id, action, target, detail) VALUES
(1, 1795420800123, NULL, 'clinic.create', 'user/1', '');
INSERT INTO schema_version (version) VALUES (1);
INSERT INTO schema_version (version) VALUES (2);
INSERT INTO schema_version (version) VALUES (3);
INSERT INTO schema_version (version) VALUES (4);
INSERT INTO schema_version (version) VALUES (5);
