// SPDX-License-Identifier: Apache-2.0
#include "backend/base/log.h"

#include "backend/base/clock.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <cstdio>

namespace acolhe {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logServer, "acolhe.server", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "acolhe.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logApi, "acolhe.api", QtInfoMsg)
Q_LOGGING_CATEGORY(logChannel, "acolhe.channel", QtInfoMsg)
Q_LOGGING_CATEGORY(logOutbox, "acolhe.outbox", QtInfoMsg)
Q_LOGGING_CATEGORY(logClient, "acolhe.client", QtInfoMsg)

static QString levelWord(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return u"debug"_s;
    case QtInfoMsg:
        return u"info"_s;
    case QtWarningMsg:
        return u"warning"_s;
    case QtCriticalMsg:
        return u"error"_s;
    case QtFatalMsg:
        return u"fatal"_s;
    }
    return {};
}

static QByteArray lineOf(bool json, QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const QString at = utcFromMs(SystemClock().nowMs()).toString(Qt::ISODateWithMs);
    const QString category = QString::fromLatin1(context.category);
    const QString bounded = text.size() > 4000 ? text.left(4000) + u'…' : text;
    if (json) {
        const QJsonObject object{
            {u"at"_s, at}, {u"level"_s, levelWord(type)}, {u"category"_s, category}, {u"message"_s, bounded}};
        return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    }
    QString safe = bounded; // no line of its own, no terminal codes
    for (QChar &c : safe) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    return u"%1 %2 %3: %4\n"_s.arg(at, levelWord(type), category, safe).toUtf8();
}

template <bool json>
static void handle(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const QByteArray line = lineOf(json, type, context, text);
    std::fwrite(
        line.constData(), 1, size_t(line.size()), stderr); // one call: lines of several threads do not mix
}

void installLog(bool json)
{
    qInstallMessageHandler(json ? handle<true> : handle<false>);
}

QString newIncident()
{
    return QString::number(QRandomGenerator::system()->generate64(), 36).right(10);
}

} // namespace acolhe
