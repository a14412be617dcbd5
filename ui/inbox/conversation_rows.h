// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/domain/conversation.h"
#include "ui/widgets/conversation_row.h"
#include "ui/words/times.h"

#include <QCoreApplication>

namespace acolhe::ui {

/// How a conversation looks and sounds in the list.
class ConversationRows {
    Q_DECLARE_TR_FUNCTIONS(acolhe::ui::ConversationRows)
public:
    ConversationRows(const Clock &clock, const Times &times);

    /// `draft` is what was begun and not sent.
    ConversationRow row(const Conversation &conversation, const QString &draft = {}) const;
    QString spoken(const Conversation &conversation, const QString &draft = {}) const;

private:
    Timestamp now() const { return {m_clock->nowMs()}; }

    const Clock *m_clock;
    Times m_times;
};

} // namespace acolhe::ui
