// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/inbox_desk.h"

namespace acolhe::ui {

Timestamp ThreadItem::time() const
{
    if (note)
        return note->createdAt;
    if (!message)
        return {};
    return message->sentAt.isValid() ? message->sentAt : message->createdAt;
}

} // namespace acolhe::ui
