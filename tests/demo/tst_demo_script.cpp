// SPDX-License-Identifier: Apache-2.0
#include "backend/base/phone.h"
#include "backend/demo/demo_channel.h"
#include "backend/demo/demo_script.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::demo;

class TestDemoScript : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theDialoguesShowEveryState();
    void everybodyInTheDialoguesIsKnown();
    void patientsHaveNumbersThatNobodyHas();
    void dialoguesEndAsTheirStatusSays();
    void timesAreInThePast_data();
    void timesAreInThePast();
    void placeholdersAreFilled_data();
    void placeholdersAreFilled();
    void answersFitWhatWasSaid_data();
    void answersFitWhatWasSaid();
    void quickRepliesUseKnownVariables();
    void mistakesNameTheirLine_data();
    void mistakesNameTheirLine();
};

static QList<ScriptConversation> dialogues()
{
    const auto all = parseDialogues(scriptFile(u"dialogues.txt"_s));
    return all ? *all : QList<ScriptConversation>{};
}

void TestDemoScript::theDialoguesShowEveryState()
{
    const auto all = parseDialogues(scriptFile(u"dialogues.txt"_s));
    QVERIFY2(all, all ? "" : qPrintable(all.error().text));
    QCOMPARE(all->size(), 42);
    QSet<int> states;
    QSet<QString> channelTypes;
    QSet<QString> attendants;
    int notes = 0;
    int lines = 0;
    for (const ScriptConversation &one : *all) {
        states.insert(int(one.status));
        channelTypes.insert(one.channel);
        if (!one.attendant.isEmpty())
            attendants.insert(one.attendant);
        for (const ScriptLine &line : one.lines)
            notes += line.who == ScriptLine::Who::Note ? 1 : 0;
        lines += int(one.lines.size());
    }
    QCOMPARE(states.size(), 4);
    QCOMPARE(channelTypes.size(), 5);
    QCOMPARE(attendants.size(), 4);
    QVERIFY(notes >= 5);
    QVERIFY(lines > 4 * all->size());
}

void TestDemoScript::everybodyInTheDialoguesIsKnown()
{
    const auto patients = parsePatients(scriptFile(u"patients.txt"_s));
    QVERIFY(patients);
    QSet<QString> names;
    for (const ScriptPatient &patient : *patients)
        names.insert(patient.name);
    QCOMPARE(names.size(), patients->size());
    QSet<QString> channelTypes;
    for (const ChannelType &type : demoChannelTypes())
        channelTypes.insert(type.type);
    QSet<QString> open; // at most one of a patient and inbox is not closed
    for (const ScriptConversation &one : dialogues()) {
        QVERIFY2(names.contains(one.patient), qPrintable(one.patient));
        QVERIFY2(channelTypes.contains(one.channel), qPrintable(one.channel));
        if (one.status != ConversationStatus::Closed) {
            const QString key = one.patient + u'/' + one.channel;
            QVERIFY2(!open.contains(key), qPrintable(key));
            open.insert(key);
        }
    }
}

void TestDemoScript::patientsHaveNumbersThatNobodyHas()
{
    const auto patients = parsePatients(scriptFile(u"patients.txt"_s));
    QVERIFY(patients);
    QSet<QString> keys;
    for (const ScriptPatient &patient : *patients) {
        const QString key = phoneKey(patient.phone);
        QVERIFY2(key.size() == 14 && key.mid(5, 2) == "90"_L1, qPrintable(patient.name));
        keys.insert(key);
        QVERIFY(!patient.email || patient.email->endsWith(".example"_L1));
    }
    QCOMPARE(keys.size(), patients->size());
}

void TestDemoScript::dialoguesEndAsTheirStatusSays()
{
    for (const ScriptConversation &one : dialogues()) {
        QVERIFY2(!one.lines.isEmpty(), qPrintable(one.patient));
        QVERIFY2(one.lines.first().who == ScriptLine::Who::Patient, qPrintable(one.patient));
        QCOMPARE(one.attendant.isEmpty(), one.status == ConversationStatus::Open);
        bool answered = false;
        for (const ScriptLine &line : one.lines) {
            answered = answered || line.who == ScriptLine::Who::Attendant;
            QVERIFY2(!line.text.isEmpty() || !line.file.isEmpty(), qPrintable(one.patient));
        }
        QVERIFY2(answered != one.attendant.isEmpty(), qPrintable(one.patient));
    }
}

void TestDemoScript::timesAreInThePast_data()
{
    QTest::addColumn<QDateTime>("now");
    const QTimeZone natal("America/Fortaleza");
    QTest::newRow("a Monday") << QDateTime({2026, 11, 23}, {10, 0}, natal);
    QTest::newRow("a Sunday night") << QDateTime({2026, 11, 22}, {23, 59}, natal);
    QTest::newRow("just after midnight") << QDateTime({2026, 1, 1}, {0, 1}, natal);
}

void TestDemoScript::timesAreInThePast()
{
    QFETCH(QDateTime, now);
    for (const ScriptConversation &one : dialogues()) {
        const QDateTime end = one.end(now);
        QVERIFY2(end < now && end > now.addDays(-20), qPrintable(one.patient));
        QVERIFY(one.daysAgo == 0 || end.date().dayOfWeek() < Qt::Saturday);
    }
}

void TestDemoScript::placeholdersAreFilled_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QTime>("at");
    QTest::addColumn<QString>("filled");
    QTest::newRow("morning") << u"{oi}, Ana"_s << QTime(8, 0) << u"Bom dia, Ana"_s;
    QTest::newRow("afternoon") << u"Ana, {oi}!"_s << QTime(12, 0) << u"Ana, boa tarde!"_s;
    QTest::newRow("evening, twice") << u"{oi} {oi}"_s << QTime(18, 30) << u"Boa noite boa noite"_s;
    QTest::newRow("a working day") << u"dia {+1} às 9h"_s << QTime(8, 0) << u"dia 27/11 (sexta) às 9h"_s;
    QTest::newRow("over the weekend")
        << u"{+2} ou {+3}"_s << QTime(8, 0) << u"30/11 (segunda) ou 01/12 (terça)"_s;
    QTest::newRow("nothing") << u"tudo bem? 100%"_s << QTime(8, 0) << u"tudo bem? 100%"_s;
}

void TestDemoScript::placeholdersAreFilled()
{
    QFETCH(QString, text);
    QFETCH(QTime, at);
    QFETCH(QString, filled);
    QCOMPARE(demo::filled(text, QDateTime({2026, 11, 26}, at, QTimeZone("America/Fortaleza"))), filled);
}

void TestDemoScript::answersFitWhatWasSaid_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part"); // of one of the answers
    QTest::newRow("a time") << u"Tenho horário às 14h30, pode ser?"_s << u"perfeito, pode marcar"_s;
    QTest::newRow("a price") << u"O valor é R$ 250,00"_s << u"cartão"_s;
    QTest::newRow("accents") << u"Qual é o seu CONVÊNIO?"_s << u"Unisaúde"_s;
    QTest::newRow("anything else") << u"Hmm"_s << u"ok"_s;
    QTest::newRow("nothing") << QString() << u"ok"_s;
}

void TestDemoScript::answersFitWhatWasSaid()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    const auto replies = parseReplies(scriptFile(u"replies.txt"_s));
    QVERIFY(replies);
    QVERIFY(!replies->fitting(text).filter(part).isEmpty());
}

void TestDemoScript::quickRepliesUseKnownVariables()
{
    const auto replies = parseQuickReplies(scriptFile(u"quick_replies.txt"_s));
    QVERIFY(replies);
    QVERIFY(replies->size() >= 10);
    QSet<QString> shortcuts;
    int variables = 0;
    for (const QuickReply &one : *replies) {
        shortcuts.insert(*one.shortcut);
        QString rest = one.content;
        for (const QString &variable :
            {u"patient.name"_s, u"patient.firstName"_s, u"attendant.name"_s, u"clinic.name"_s}) {
            variables += int(rest.count(u"{{%1}}"_s.arg(variable)));
            rest.remove(u"{{%1}}"_s.arg(variable));
        }
        QVERIFY2(!rest.contains(u'{'), qPrintable(one.content));
    }
    QCOMPARE(shortcuts.size(), replies->size());
    QVERIFY(variables > 3);
    QVERIFY(parseOpeners(scriptFile(u"openers.txt"_s)).size() >= 10);
}

void TestDemoScript::mistakesNameTheirLine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("no such status") << u"== A | email | opened | - | 3m | |"_s << u"line 1"_s;
    QTest::newRow("no such time") << u"\n== A | email | open | - | soon | |"_s << u"line 2"_s;
    QTest::newRow("no such hour") << u"== A | email | open | - | 2d 25:00 | |"_s << u"line 1"_s;
    QTest::newRow("too few columns") << u"== A | email"_s << u"line 1"_s;
    QTest::newRow("a line before any header") << u"# x\n> hello"_s << u"line 2"_s;
    QTest::newRow("no such pause") << u"== A | email | open | - | 3m | |\n~ long"_s << u"line 2"_s;
    QTest::newRow("no such priority") << u"== A | email | open | - | 3m | | priority=big"_s << u"line 1"_s;
}

void TestDemoScript::mistakesNameTheirLine()
{
    QFETCH(QString, text);
    QFETCH(QString, line);
    const auto parsed = parseDialogues(text);
    QVERIFY(!parsed);
    QVERIFY2(parsed.error().text.startsWith(line), qPrintable(parsed.error().text));
}

QTEST_GUILESS_MAIN(TestDemoScript)
#include "tst_demo_script.moc"
