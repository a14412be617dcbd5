// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/quick_replies.h"

#include "backend/base/text.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

const QRegularExpression &variable()
{
    static const QRegularExpression made(u"\\{\\{\\s*([A-Za-z][A-Za-z.]{0,60})\\s*\\}\\}"_s);
    return made;
}

/// Are the letters of `query` in `text` in their order, the first at the beginning of a word? "prje" may mean
/// "preparo de jejum".
bool hasLettersInOrder(const QString &text, const QString &query)
{
    if (query.size() < 2)
        return false;
    for (qsizetype start = text.indexOf(query[0]); start >= 0; start = text.indexOf(query[0], start + 1)) {
        if (start > 0 && text[start - 1].isLetterOrNumber())
            continue;
        qsizetype matched = 0;
        for (qsizetype at = start; at < text.size() && matched < query.size(); ++at)
            matched += text[at] == query[matched] ? 1 : 0;
        if (matched == query.size())
            return true;
    }
    return false;
}

/// 0: not at all.
int likeness(const QuickReply &reply, const QString &query)
{
    if (query.isEmpty())
        return 1;
    if (const QString shortcut = folded(reply.shortcut.value_or(QString())); !shortcut.isEmpty()) {
        if (shortcut == query)
            return 7;
        if (shortcut.startsWith(query))
            return 6;
    }
    const QString title = folded(reply.title);
    if (title.startsWith(query))
        return 5;
    if (title.contains(query))
        return 4;
    if (folded(reply.category.value_or(QString())).contains(query))
        return 3;
    if (folded(reply.content).contains(query))
        return 2;
    return hasLettersInOrder(title, query) ? 1 : 0;
}

} // namespace

QuickReplyValues quickReplyValues(const QString &patient, const QString &attendant, const QString &clinic)
{
    QuickReplyValues values;
    const auto put = [&values](const QString &name, const QString &value) {
        if (!value.isEmpty())
            values.insert(name, value);
    };
    const bool named = std::any_of(patient.begin(), patient.end(), [](QChar c) { return c.isLetter(); });
    put(u"patient.name"_s, named ? patient : QString());
    put(u"patient.firstName"_s, named ? patient.section(u' ', 0, 0, QString::SectionSkipEmpty) : QString());
    put(u"attendant.name"_s, attendant);
    put(u"attendant.firstName"_s, attendant.section(u' ', 0, 0, QString::SectionSkipEmpty));
    put(u"clinic.name"_s, clinic);
    return values;
}

QList<QuickReply> filledIn(const QList<QuickReply> &replies, const QuickReplyValues &values)
{
    QList<QuickReply> filled = replies;
    for (QuickReply &reply : filled) {
        QString text;
        qsizetype from = 0;
        auto found = variable().globalMatch(reply.content);
        while (found.hasNext()) { // in one pass: what stands in a name is no variable
            const QRegularExpressionMatch match = found.next();
            text += QStringView(reply.content).mid(from, match.capturedStart() - from);
            text += values.value(match.captured(1), match.captured());
            from = match.capturedEnd();
        }
        text += QStringView(reply.content).mid(from);
        reply.content = text;
    }
    return filled;
}

std::pair<int, int> firstGap(const QString &text)
{
    const QRegularExpressionMatch match = variable().match(text);
    return {int(match.capturedStart()), int(match.capturedLength())};
}

QList<QuickReply> matching(const QList<QuickReply> &replies, const QString &query)
{
    const QString wanted = folded(query.simplified());
    QList<std::pair<int, QuickReply>> found;
    for (const QuickReply &reply : replies) {
        if (const int like = likeness(reply, wanted); like > 0)
            found.append({like, reply});
    }
    std::stable_sort(found.begin(), found.end(),
        [](const auto &left, const auto &right) { return left.first > right.first; });
    QList<QuickReply> sorted;
    for (const auto &[like, reply] : std::as_const(found))
        sorted.append(reply);
    return sorted;
}

} // namespace acolhe::ui
