// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/meta/graph_answer.h"

#include "backend/base/exact_json.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace acolhe::channels::meta {

using namespace Qt::StringLiterals;

constexpr qint64 minuteMs = 60'000;
constexpr qint64 longestWaitMs = 24 * 60 * minuteMs;

/// Minutes until calls are taken again, wherever Meta's usage headers tell them.
static qint64 minutesToRegain(const QJsonValue &value)
{
    qint64 most = 0;
    if (value.isArray()) {
        for (const auto &item : value.toArray())
            most = std::max(most, minutesToRegain(item));
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        most = object["estimated_time_to_regain_access"_L1].toInteger();
        for (const auto &item : object) {
            if (item.isArray())
                most = std::max(most, minutesToRegain(item));
        }
    }
    return most;
}

/// RFC 9110 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT". Invalid for anything else.
static QDateTime httpDate(const QByteArray &text)
{
    const QString words = QString::fromLatin1(text);
    const QDate day = QLocale::c().toDate(words.left(16), u"ddd, dd MMM yyyy"_s);
    const QTime time = QTime::fromString(words.mid(16), u" hh:mm:ss 'GMT'"_s);
    return {day, time, QTimeZone::utc()};
}

/// RFC 9110 10.2.3: seconds, or a date; that one by the answerer's own clock.
static qint64 retryAfterSeconds(const Received &received)
{
    bool seconds = false;
    const qint64 asked = received.retryAfter.trimmed().toLongLong(&seconds);
    if (seconds)
        return asked;
    const QDateTime until = httpDate(received.retryAfter.trimmed());
    const QDateTime now = httpDate(received.date.trimmed());
    return until.isValid() && now.isValid() ? now.secsTo(until) : 0;
}

static qint64 askedWaitMs(const Received &received)
{
    qint64 wait = std::clamp<qint64>(retryAfterSeconds(received), 0, longestWaitMs / 1000) * 1000;
    for (const QByteArray &header : received.usage) {
        const QJsonObject usage = QJsonDocument::fromJson(header).object();
        wait = std::max(
            wait, std::clamp<qint64>(minutesToRegain(usage), 0, longestWaitMs / minuteMs) * minuteMs);
    }
    return wait;
}

GraphAnswer judge(const Received &received)
{
    using End = GraphAnswer::End;
    GraphAnswer answer;
    answer.http = received.http;
    answer.problem = received.problem;
    if (received.http == 0) {
        answer.end = received.wasSent ? End::InDoubt : End::NotSent;
        return answer;
    }
    const auto json = parseExactJson(received.body);
    answer.error = json && received.whole ? graphErrorOf(*json) : std::nullopt;
    answer.retryAfterMs = askedWaitMs(received);
    if (answer.error || (received.http >= 300 && received.http < 500)) {
        answer.end = End::Refused;
    } else if (received.http < 300 && received.whole && json) {
        answer.end = End::Done;
        answer.body = *json;
        answer.retryAfterMs = 0;
    } else if (answer.problem.isEmpty()) {
        answer.problem = u"HTTP %1 with an answer that cannot be read"_s.arg(received.http);
    }
    return answer;
}

/// A refusal by something before Graph: a proxy, or a server that is not Graph at all.
static SendFailure foreignRefusal(const GraphAnswer &answer)
{
    const QString code = u"http_%1"_s.arg(answer.http);
    const QString words = u"HTTP %1 without a reason"_s.arg(answer.http);
    switch (answer.http) {
    case 408:
    case 425:
    case 429:
        return {{code, words, u"retry_later"_s, true}, AfterFailure::Retry, answer.retryAfterMs};
    case 400:
    case 413:
        return {{code, words, u"refused"_s, false}, AfterFailure::Stop, 0};
    default:
        return {{code, words, u"account_settings"_s, true}, AfterFailure::PauseInbox, 0};
    }
}

SendFailure failureOf(const GraphAnswer &answer, std::span<const ErrorRule> own)
{
    if (answer.end == GraphAnswer::End::NotSent)
        return {{u"network"_s, answer.problem, u"retry_later"_s, true}, AfterFailure::Retry, 0};
    if (answer.end == GraphAnswer::End::Refused && answer.error)
        return failureOf(*answer.error, ruleFor(*answer.error, own), answer.retryAfterMs);
    if (answer.end == GraphAnswer::End::Refused)
        return foreignRefusal(answer);
    return {{u"in_doubt"_s, answer.problem, u"uncertain"_s, false}, AfterFailure::AwaitReceipt, 0};
}

} // namespace acolhe::channels::meta
