-- SPDX-License-Identifier: Apache-2.0
-- 0003: the queue in the order of the wait, and the counts of what is not closed, without a look at the rows.
DROP INDEX conversation_queue;
CREATE INDEX conversation_queue ON conversation (COALESCE(waiting_since, 9000000000000000), id) WHERE status = 'open' AND attendant_id IS NULL;
CREATE INDEX conversation_counted ON conversation (status, attendant_id) WHERE status <> 'closed';
