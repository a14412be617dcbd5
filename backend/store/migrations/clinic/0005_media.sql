-- SPDX-License-Identifier: Apache-2.0
-- 0005: who uploaded a file that no message has yet, and what became of a message after it was sent.
ALTER TABLE attachment ADD COLUMN uploader_user {{big}};
ALTER TABLE attachment ADD COLUMN uploader_patient {{big}};
CREATE INDEX attachment_unsent ON attachment (created_at) WHERE message_id IS NULL;
CREATE INDEX attachment_content ON attachment (sha256);
ALTER TABLE message ADD COLUMN edited_at {{big}};
ALTER TABLE message ADD COLUMN deleted_at {{big}};
