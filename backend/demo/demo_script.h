// SPDX-License-Identifier: Apache-2.0
// The demo: a fictitious clinic that stands ready at the first start, and its patients, who answer. Its
// inboxes are served by stand-ins, so nothing leaves the machine. What people say stands in script/*.txt.
#pragma once

#include "backend/base/result.h"
#include "backend/domain/conversation.h"
#include "backend/domain/quick_reply.h"

#include <QDateTime>
#include <QTimeZone>

namespace acolhe::demo {

struct ScriptPatient {
    QString name;
    QString phone; ///< digits with the country's code
    std::optional<QString> email;
    std::optional<QString> birthDate;
    QString remarks;
};

struct ScriptLine {
    enum class Who { Patient, Attendant, Note };
    Who who = Who::Patient;
    QString text;
    std::optional<qint64> pauseMs; ///< before it; without one, what people usually take
    QString failure; ///< the provider's code of what was not delivered
    QString file; ///< the name of one that goes with it
};

struct ScriptConversation {
    QString patient;
    QString channel;
    ConversationStatus status = ConversationStatus::Open;
    QString attendant; ///< empty: in the queue
    /// The last line was said this long before now, or working days before today at a time.
    qint64 agoMs = 0;
    int daysAgo = 0;
    QTime at;
    QStringList labels;
    Priority priority = Priority::Normal;
    QList<ScriptLine> lines;

    /// When the last line was said. `now` in the clinic's time zone.
    QDateTime end(const QDateTime &now) const;
};

/// Answers that fit what the team wrote.
struct ScriptReplies {
    struct Section {
        QStringList words; ///< folded; empty: fits everything
        QStringList lines;
    };
    QList<Section> sections;

    /// What a patient may answer to `text`; never empty.
    QStringList fitting(const QString &text) const;
};

/// The files of script/, parsed. Each fails with ParseError naming the line: a test reads them all.
Result<QList<ScriptPatient>> parsePatients(const QString &text);
Result<QList<ScriptConversation>> parseDialogues(const QString &text);
Result<QList<QuickReply>> parseQuickReplies(const QString &text);
Result<ScriptReplies> parseReplies(const QString &text);
QStringList parseOpeners(const QString &text);

/// The text of script/`name`.
QString scriptFile(const QString &name);

/// Fills {oi} and {+3} for a moment in the clinic's time zone.
QString filled(const QString &text, const QDateTime &moment);

} // namespace acolhe::demo
