// SPDX-License-Identifier: Apache-2.0
#include "backend/demo/demo_script.h"

#include "backend/base/text.h"

#include <QFile>
#include <QRegularExpression>

namespace acolhe::demo {

using namespace Qt::StringLiterals;

static Error problem(int line, const QString &what)
{
    return {Reason::ParseError, u"line %1: %2"_s.arg(line).arg(what), {}, {}};
}

/// The cells of a line with bars, trimmed.
static QStringList cellsOf(const QString &line)
{
    QStringList cells = line.split(u'|');
    for (QString &cell : cells)
        cell = cell.trimmed();
    return cells;
}

static std::optional<QString> given(const QString &cell)
{
    return cell.isEmpty() ? std::nullopt : std::optional(cell);
}

/// Calls `take(cells, number)` for each line that says something, until one fails.
template <class Take> static std::optional<Error> eachRow(const QString &text, qsizetype columns, Take take)
{
    const QStringList lines = text.split(u'\n');
    for (int i = 0; i < lines.size(); ++i) {
        if (lines[i].trimmed().isEmpty() || lines[i].startsWith(u'#'))
            continue;
        const QStringList cells = cellsOf(lines[i]);
        if (cells.size() != columns)
            return problem(i + 1, u"needs %1 columns"_s.arg(columns));
        take(cells);
    }
    return {};
}

Result<QList<ScriptPatient>> parsePatients(const QString &text)
{
    QList<ScriptPatient> patients;
    if (const auto wrong = eachRow(text, 5, [&](const QStringList &cells) {
            patients.append({cells[0], cells[1], given(cells[2]), given(cells[3]), cells[4]});
        }))
        return *wrong;
    return patients;
}

Result<QList<QuickReply>> parseQuickReplies(const QString &text)
{
    QList<QuickReply> replies;
    if (const auto wrong = eachRow(text, 4, [&](const QStringList &cells) {
            replies.append({{}, cells[0], cells[3], given(cells[1]), given(cells[2])});
        }))
        return *wrong;
    return replies;
}

QStringList parseOpeners(const QString &text)
{
    QStringList openers;
    for (const QString &line : text.split(u'\n')) {
        if (!line.trimmed().isEmpty() && !line.startsWith(u'#'))
            openers.append(line.trimmed());
    }
    return openers;
}

Result<ScriptReplies> parseReplies(const QString &text)
{
    ScriptReplies replies;
    const QStringList lines = text.split(u'\n');
    for (int i = 0; i < lines.size(); ++i) {
        const QString line = lines[i].trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        if (line.startsWith("== "_L1)) {
            ScriptReplies::Section section;
            for (const QString &word : line.mid(3).split(u','))
                section.words.append(word.trimmed());
            if (section.words == QStringList{u"*"_s})
                section.words.clear();
            replies.sections.append(section);
        } else if (replies.sections.isEmpty()) {
            return problem(i + 1, u"stands before the first section"_s);
        } else {
            replies.sections.last().lines.append(line);
        }
    }
    if (replies.sections.isEmpty() || !replies.sections.last().words.isEmpty())
        return problem(int(lines.size()), u"the last section must fit everything"_s);
    return replies;
}

QStringList ScriptReplies::fitting(const QString &text) const
{
    const QString plain = folded(text);
    for (const Section &section : sections) {
        bool fits = section.words.isEmpty();
        for (const QString &word : section.words)
            fits = fits || plain.contains(word);
        if (fits)
            return section.lines;
    }
    return {};
}

/// "12m", "3h" in milliseconds.
static std::optional<qint64> durationOf(const QString &text)
{
    static const QRegularExpression form(u"^(\\d{1,4})([mh])$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return {};
    return match.captured(1).toLongLong() * (match.captured(2) == "m"_L1 ? 60'000 : 3'600'000);
}

static bool readWhen(const QString &text, ScriptConversation &conversation)
{
    static const QRegularExpression day(u"^(\\d{1,2})d (\\d\\d:\\d\\d)$"_s);
    if (const auto match = day.match(text); match.hasMatch()) {
        conversation.daysAgo = match.captured(1).toInt();
        conversation.at = QTime::fromString(match.captured(2), u"HH:mm"_s);
        return conversation.at.isValid() && conversation.daysAgo > 0;
    }
    const auto ago = durationOf(text);
    conversation.agoMs = ago.value_or(0);
    return ago.has_value();
}

static Result<ScriptConversation> headerOf(const QString &line, int number)
{
    const QStringList cells = cellsOf(line.mid(3));
    if (cells.size() < 6)
        return problem(number, u"a header needs six columns"_s);
    ScriptConversation conversation;
    conversation.patient = cells[0];
    conversation.channel = cells[1];
    if (!fromWord(QLatin1StringView(cells[2].toLatin1()), conversation.status))
        return problem(number, u"no such status"_s);
    conversation.attendant = cells[3] == "-"_L1 ? QString() : cells[3];
    if (!readWhen(cells[4], conversation))
        return problem(number, u"no such time"_s);
    for (const QString &label : cells[5].split(u';', Qt::SkipEmptyParts))
        conversation.labels.append(label.trimmed());
    if (cells.size() > 6 && !cells[6].isEmpty()) {
        const QByteArray word = cells[6].section(u'=', 1).toLatin1();
        if (!fromWord(QLatin1StringView(word), conversation.priority))
            return problem(number, u"no such priority"_s);
    }
    return conversation;
}

static std::optional<ScriptLine::Who> whoOf(const QString &line)
{
    if (line.startsWith("> "_L1))
        return ScriptLine::Who::Patient;
    if (line.startsWith("< "_L1))
        return ScriptLine::Who::Attendant;
    if (line.startsWith("! "_L1))
        return ScriptLine::Who::Note;
    return {};
}

static ScriptLine lineOf(ScriptLine::Who who, const QString &text, std::optional<qint64> pause)
{
    static const QRegularExpression failure(u" \\| failed=(\\w+)$"_s);
    static const QRegularExpression file(u" ?\\| file=(\\S+)$"_s);
    ScriptLine line{who, text.mid(2), pause, {}, {}};
    if (const auto match = failure.match(line.text); match.hasMatch()) {
        line.failure = match.captured(1);
        line.text.truncate(match.capturedStart());
    }
    if (const auto match = file.match(line.text); match.hasMatch()) {
        line.file = match.captured(1);
        line.text.truncate(match.capturedStart());
    }
    return line;
}

Result<QList<ScriptConversation>> parseDialogues(const QString &text)
{
    QList<ScriptConversation> all;
    std::optional<qint64> pause;
    const QStringList lines = text.split(u'\n');
    for (int i = 0; i < lines.size(); ++i) {
        const QString &line = lines[i];
        if (line.startsWith(u'#'))
            continue;
        if (line.startsWith("== "_L1)) {
            auto header = headerOf(line, i + 1);
            if (!header)
                return header.error();
            all.append(*std::move(header));
        } else if (line.startsWith("~ "_L1)) {
            pause = durationOf(line.mid(2).trimmed());
            if (!pause)
                return problem(i + 1, u"no such pause"_s);
        } else if (all.isEmpty()) {
            if (!line.trimmed().isEmpty())
                return problem(i + 1, u"stands before the first conversation"_s);
        } else if (const auto who = whoOf(line)) {
            all.last().lines.append(lineOf(*who, line, std::exchange(pause, {})));
        } else if (!all.last().lines.isEmpty()) {
            all.last().lines.last().text += u'\n' + line; // a longer text goes on
        }
    }
    for (ScriptConversation &conversation : all) {
        for (ScriptLine &line : conversation.lines)
            line.text = line.text.trimmed();
    }
    return all;
}

QDateTime ScriptConversation::end(const QDateTime &now) const
{
    if (daysAgo == 0)
        return now.addMSecs(-agoMs);
    QDate day = now.date();
    for (int left = daysAgo; left > 0;) {
        day = day.addDays(-1);
        left -= day.dayOfWeek() < Qt::Saturday ? 1 : 0;
    }
    return QDateTime(day, at, now.timeZone());
}

QString scriptFile(const QString &name)
{
    QFile file(u":/demo/script/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the demo's script is not in this program");
    return QString::fromUtf8(file.readAll());
}

/// "27/11 (quinta)", the `days`th working day after `from`.
static QString dayAfter(QDate from, int days)
{
    static constexpr const char *names[] = {
        "segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo"};
    QDate day = from;
    while (days > 0) {
        day = day.addDays(1);
        if (day.dayOfWeek() < Qt::Saturday)
            --days;
    }
    return day.toString(u"dd/MM"_s) + u" (%1)"_s.arg(QString::fromUtf8(names[day.dayOfWeek() - 1]));
}

static QString greetingAt(QTime time)
{
    if (time.hour() < 12)
        return u"bom dia"_s;
    return time.hour() < 18 ? u"boa tarde"_s : u"boa noite"_s;
}

QString filled(const QString &text, const QDateTime &moment)
{
    static const QRegularExpression day(u"\\{\\+(\\d)\\}"_s);
    QString out = text;
    for (auto match = day.match(out); match.hasMatch(); match = day.match(out))
        out.replace(match.capturedStart(), match.capturedLength(),
            dayAfter(moment.date(), match.captured(1).toInt()));
    for (qsizetype at = out.indexOf("{oi}"_L1); at >= 0; at = out.indexOf("{oi}"_L1)) {
        QString greeting = greetingAt(moment.time());
        const bool begins = at == 0 || out[at - 1] == u'\n';
        if (begins)
            greeting[0] = greeting[0].toUpper();
        out.replace(at, 4, greeting);
    }
    return out;
}

} // namespace acolhe::demo
