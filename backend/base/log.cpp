// SPDX-License-Identifier: Apache-2.0
#include "backend/base/log.h"

#include "backend/base/clock.h"

#include <QDebug>
#include <QRandomGenerator>

#include <algorithm>
#include <atomic>
#include <cstdio>

namespace acolhe {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logServer, "acolhe.server", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "acolhe.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logApi, "acolhe.api", QtInfoMsg)
Q_LOGGING_CATEGORY(logChannel, "acolhe.channel", QtInfoMsg)
Q_LOGGING_CATEGORY(logOutbox, "acolhe.outbox", QtInfoMsg)
Q_LOGGING_CATEGORY(logClient, "acolhe.client", QtInfoMsg)

namespace {

enum class Form { ByQt, Plain, Json };
std::atomic<Form> form = Form::ByQt;
std::atomic<quint64> lines[QtInfoMsg + 1];

const char *levelWord(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "error";
    case QtFatalMsg:
        return "fatal";
    }
    return "";
}

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control || c == QChar::LineSeparator
        || c == QChar::ParagraphSeparator;
}

QString bounded(const QString &text, qsizetype most)
{
    return text.size() > most ? text.left(most) + u'…' : text;
}

/// Nothing to replace or escape: most of what is logged.
bool isHarmless(const QString &text)
{
    return std::all_of(
        text.begin(), text.end(), [](QChar c) { return c >= u' ' && c <= u'~' && c != u'"' && c != u'\\'; });
}

/// No line of its own, no terminal codes.
QByteArray plainText(QString text)
{
    if (isHarmless(text))
        return text.toLatin1();
    for (QChar &c : text) {
        if (isControl(c))
            c = u' ';
    }
    return text.toUtf8();
}

QByteArray jsonText(const QString &text)
{
    if (isHarmless(text))
        return '"' + text.toLatin1() + '"';
    QString out = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out.append(u'\\').append(c);
        else if (isControl(c))
            out.append(u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, QChar(u'0')));
        else
            out.append(c);
    }
    return out.append(u'"').toUtf8(); // a lone surrogate becomes U+FFFD
}

QByteArray quoted(const QString &text)
{
    return form == Form::Json ? jsonText(text) : '"' + plainText(QString(text).replace(u'"', u'\'')) + '"';
}

/// 2026-11-25T12:00:00.000Z. Lines come by the thousand a second, and only their milliseconds differ.
QByteArray timestamp()
{
    thread_local qint64 knownSecond = -1;
    thread_local QByteArray known;
    const qint64 now = SystemClock().nowMs();
    if (const qint64 second = now / 1000; second != knownSecond) {
        known = utcFromMs(second * 1000).toString(u"yyyy-MM-dd'T'HH:mm:ss."_s).toLatin1();
        knownSecond = second;
    }
    return known + QByteArray::number(now % 1000 + 1000).last(3) + 'Z';
}

void writeLine(QtMsgType type, const char *category, const QString &message, const QByteArray &fields)
{
    const QByteArray at = timestamp();
    QByteArray line;
    if (form == Form::Json) {
        line = "{\"at\":\"" + at + "\",\"level\":\"" + levelWord(type) + "\",\"category\":"
            + jsonText(QString::fromLatin1(category)) + ",\"message\":" + jsonText(message) + fields + "}\n";
    } else {
        line = at + ' ' + levelWord(type) + ' ' + category + ": " + plainText(message) + fields + '\n';
    }
    ++lines[type];
    std::fwrite(
        line.constData(), 1, size_t(line.size()), stderr); // one call: lines of several threads do not mix
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    writeLine(type, context.category, bounded(text, 4000), {});
}

} // namespace

void installLog(bool json)
{
    form = json ? Form::Json : Form::Plain;
    qInstallMessageHandler(handle);
}

bool setLogLevel(const QString &level)
{
    const QStringList levels{u"debug"_s, u"info"_s, u"warning"_s, u"error"_s};
    const qsizetype least = levels.indexOf(level);
    if (least < 0)
        return false;
    QStringList rules;
    if (least == 0)
        rules << u"acolhe.*.debug=true"_s;
    for (qsizetype i = 1; i < least; ++i)
        rules << u"*.%1=false"_s.arg(levels[i]);
    QLoggingCategory::setFilterRules(rules.join(u'\n'));
    return true;
}

quint64 logLines(QtMsgType type)
{
    return lines[type];
}

QString newIncident()
{
    return QString::number(QRandomGenerator::system()->generate64(), 36).right(10);
}

LogEntry::LogEntry(const QLoggingCategory &category, QtMsgType type, const char *message)
    : m_category(category)
    , m_type(type)
    , m_message(message)
    , m_on(category.isEnabled(type))
{
}

LogEntry::~LogEntry()
{
    if (!m_on)
        return;
    if (form != Form::ByQt)
        writeLine(m_type, m_category.categoryName(), QString::fromLatin1(m_message), m_fields);
    else
        handByQt();
}

void LogEntry::handByQt() const
{
    const QMessageLogger logger(nullptr, 0, nullptr, m_category.categoryName());
    const auto stream = m_type == QtDebugMsg ? logger.debug()
        : m_type == QtInfoMsg                ? logger.info()
        : m_type == QtWarningMsg             ? logger.warning()
                                             : logger.critical();
    QDebug(stream).noquote() << QString::fromLatin1(m_message) + QString::fromUtf8(m_fields);
}

void LogEntry::add(const char *name, const QByteArray &value)
{
    if (form == Form::Json)
        m_fields.append(",\"").append(name).append("\":").append(value);
    else
        m_fields.append(' ').append(name).append('=').append(value);
}

LogEntry &LogEntry::with(const char *name, const TraceId &trace)
{
    if (m_on && trace.isValid())
        add(name, form == Form::Json ? '"' + trace.text() + '"' : trace.text());
    return *this;
}

LogEntry &LogEntry::with(const char *name, qint64 number)
{
    if (m_on)
        add(name, QByteArray::number(number));
    return *this;
}

LogEntry &LogEntry::with(const char *name, const QString &text)
{
    if (m_on && !text.isEmpty())
        add(name, quoted(bounded(text, mostText)));
    return *this;
}

LogEntry &LogEntry::with(const char *name, const QList<qint64> &numbers)
{
    if (!m_on || numbers.isEmpty())
        return *this;
    QByteArrayList words;
    for (const qint64 number : numbers.first(std::min(numbers.size(), mostNumbers)))
        words.append(QByteArray::number(number));
    add(name, '[' + words.join(',') + ']');
    return *this;
}

} // namespace acolhe
