-- SPDX-License-Identifier: Apache-2.0
-- 0002: the first that waits of each conversation, however many wait.
CREATE INDEX outbox_order ON outbox (conversation_id, id) WHERE state IN ('queued', 'sending');
