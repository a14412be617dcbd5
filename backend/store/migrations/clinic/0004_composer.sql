-- SPDX-License-Identifier: Apache-2.0
-- 0004: what the team has begun to write, and what is sent at a time to come.
CREATE TABLE draft (
    user_id {{big}} NOT NULL,
    conversation_id {{big}} NOT NULL REFERENCES conversation(id),
    text TEXT NOT NULL,
    note INTEGER NOT NULL,
    reply_to_id {{big}},
    origin TEXT NOT NULL,
    updated_at {{big}} NOT NULL,
    PRIMARY KEY (user_id, conversation_id)
);
CREATE TABLE scheduled_message (
    id {{id}},
    conversation_id {{big}} NOT NULL REFERENCES conversation(id),
    client_id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    reply_to_id {{big}},
    send_at {{big}} NOT NULL,
    cancel_on_reply INTEGER NOT NULL,
    author_id {{big}} NOT NULL,
    author_name TEXT NOT NULL,
    created_at {{big}} NOT NULL,
    seen_to {{big}} NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    message_id {{big}}
);
CREATE INDEX scheduled_message_due ON scheduled_message (send_at, id) WHERE state = 'waiting';
CREATE INDEX scheduled_message_conversation ON scheduled_message (conversation_id, send_at);
