// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/ids.h"
#include "backend/base/trace.h"

#include <QLoggingCategory>
#include <QString>

namespace acolhe {

/// Log categories, one per concern. Logs never hold secrets, message text, names or phone numbers: ids only.
Q_DECLARE_LOGGING_CATEGORY(logServer)
Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logApi)
Q_DECLARE_LOGGING_CATEGORY(logChannel)
Q_DECLARE_LOGGING_CATEGORY(logOutbox)
Q_DECLARE_LOGGING_CATEGORY(logClient)

/// Sends all logging to standard error: a readable line each, or a JSON object a line.
void installLog(bool json);
/// The least level that is written: "debug", "info", "warning" or "error". False for any other word.
bool setLogLevel(const QString &level);
/// Lines of a level that were written since the start. Thread-safe.
quint64 logLines(QtMsgType type);

/// A short random id that ties what a person saw to the lines in the log.
QString newIncident();

/// One line of the log that says what it is about in fields of their own; written when it goes. Names are
/// words of ours, texts are bounded and escaped: nothing from outside makes a line or a field. Thread-safe.
class LogEntry {
public:
    static constexpr qsizetype mostText = 300; ///< UTF-16 units of one field
    static constexpr qsizetype mostNumbers = 50; ///< of one list

    /// `message`: English, without anything from outside. No field may have the name of one that every line
    /// has.
    LogEntry(const QLoggingCategory &category, QtMsgType type, const char *message);
    ~LogEntry();
    Q_DISABLE_COPY_MOVE(LogEntry)

    LogEntry &on(const TraceId &trace) { return with("trace", trace); }
    LogEntry &with(const char *name, const TraceId &trace);
    LogEntry &with(const char *name, qint64 number);
    LogEntry &with(const char *name, const QString &text);
    LogEntry &with(const char *name, const char *word) { return with(name, QString::fromLatin1(word)); }
    LogEntry &with(const char *name, const QList<qint64> &numbers);
    template <class Tag> LogEntry &with(const char *name, Id<Tag> id) { return with(name, id.value); }

private:
    void add(const char *name, const QByteArray &value);
    void handByQt() const; ///< before installLog(), as in tests

    const QLoggingCategory &m_category;
    const QtMsgType m_type;
    const char *const m_message;
    const bool m_on;
    QByteArray m_fields; ///< as JSON or as words, as the line will be
};

} // namespace acolhe
