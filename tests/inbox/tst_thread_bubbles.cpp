// SPDX-License-Identifier: Apache-2.0
#include "tests/desktop/sample_clinic.h"
#include "tests/support/manual_clock.h"
#include "ui/inbox/conversation_rows.h"
#include "ui/inbox/thread_bubbles.h"
#include "ui/words/language.h"

#include <QJsonArray>
#include <QTest>

using namespace acolhe;
using namespace acolhe::ui;
using namespace Qt::StringLiterals;

class ThreadBubblesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setLanguage(u"en"_s); }

    void everyStatusHasItsTicks_data()
    {
        QTest::addColumn<MessageStatus>("status");
        QTest::addColumn<Ticks>("ticks");
        QTest::addColumn<bool>("explained");
        QTest::newRow("queued") << MessageStatus::Queued << Ticks::Clock << false;
        QTest::newRow("sending") << MessageStatus::Sending << Ticks::Clock << false;
        QTest::newRow("sent") << MessageStatus::Sent << Ticks::One << false;
        QTest::newRow("delivered") << MessageStatus::Delivered << Ticks::Two << false;
        QTest::newRow("read") << MessageStatus::Read << Ticks::Read << false;
        QTest::newRow("failed") << MessageStatus::Failed << Ticks::Failed << true;
        QTest::newRow("uncertain") << MessageStatus::Uncertain << Ticks::Uncertain << true;
    }
    void everyStatusHasItsTicks()
    {
        QFETCH(MessageStatus, status);
        QFETCH(Ticks, ticks);
        QFETCH(bool, explained);
        const BubbleContent content =
            bubbles().message(samples::outgoing(1, u"Oi"_s, samples::now(), status), nullptr);
        QCOMPARE(content.kind, BubbleKind::Outgoing);
        QCOMPARE(content.ticks, ticks);
        QCOMPARE(!content.problem.isEmpty(), explained);
        QCOMPARE(content.author, u"Paula"_s);
    }

    void onlyWhatCanSucceedIsOfferedAgain_data()
    {
        QTest::addColumn<bool>("retryable");
        QTest::newRow("retryable") << true;
        QTest::newRow("final") << false;
    }
    void onlyWhatCanSucceedIsOfferedAgain()
    {
        QFETCH(bool, retryable);
        Message message = samples::outgoing(1, u"Oi"_s, samples::now(), MessageStatus::Failed);
        message.error = MessageError{u"131026"_s, u"undeliverable"_s, u"not_on_channel"_s, retryable};
        QCOMPARE(bubbles().message(message, nullptr).action.isEmpty(), !retryable);
    }

    void everyKindShowsSomething_data()
    {
        QTest::addColumn<MessageKind>("kind");
        for (int kind = 0; kind <= int(MessageKind::Unsupported); ++kind)
            QTest::addRow("%s", words(MessageKind{})[size_t(kind)]) << MessageKind(kind);
    }
    void everyKindShowsSomething()
    {
        QFETCH(MessageKind, kind);
        Message message =
            samples::incoming(1, kind == MessageKind::Text ? u"Oi"_s : QString(), samples::now());
        message.kind = kind;
        const BubbleContent content = bubbles().message(message, nullptr);
        QVERIFY(!content.text.isEmpty() || !content.cards.isEmpty());
        QVERIFY(!bubbles().spoken(message).isEmpty());
    }

    void aFileTellsItsNameLengthAndSize()
    {
        Message message = samples::thread()[4];
        QCOMPARE(message.kind, MessageKind::Audio);
        const BubbleCard card = bubbles().message(message, nullptr).cards.constFirst();
        QCOMPARE(card.icon, u"play"_s);
        QVERIFY(card.detail.startsWith("0:24"_L1));
        message.attachments[0].fileName = u"exame.pdf"_s;
        QCOMPARE(bubbles().message(message, nullptr).cards.constFirst().title, u"exame.pdf"_s);
    }

    void aPlaceTellsItsNameOrItsCoordinates()
    {
        Message message = samples::incoming(1, {}, samples::now());
        message.kind = MessageKind::Location;
        QJsonObject place{{u"latitude"_s, -5.79448}, {u"longitude"_s, -35.211}};
        message.payload = {{u"location"_s, place}};
        QCOMPARE(bubbles().message(message, nullptr).cards.constFirst().detail, u"-5.79448, -35.21100"_s);
        place.insert(u"name"_s, u"Clínica Centro"_s);
        message.payload = {{u"location"_s, place}};
        QCOMPARE(bubbles().message(message, nullptr).cards.constFirst().detail, u"Clínica Centro"_s);
    }

    void aContactTellsNameAndPhone()
    {
        Message message = samples::incoming(1, {}, samples::now());
        message.kind = MessageKind::Contacts;
        message.payload = {{u"contacts"_s,
            QJsonArray{
                QJsonObject{{u"name"_s, u"Dra. Ana"_s}, {u"phones"_s, QJsonArray{u"+55 84 3222-1111"_s}}}}}};
        const BubbleCard card = bubbles().message(message, nullptr).cards.constFirst();
        QCOMPARE(card.title, u"Dra. Ana"_s);
        QCOMPARE(card.detail, u"+55 84 3222-1111"_s);
    }

    void aChosenAnswerIsItsText()
    {
        Message message = samples::incoming(1, u"Confirmar"_s, samples::now());
        message.kind = MessageKind::Button;
        message.payload = {{u"button"_s, QJsonObject{{u"title"_s, u"Confirmar"_s}}}};
        QVERIFY(bubbles().message(message, nullptr).cards.isEmpty());
        message.text.clear();
        QCOMPARE(bubbles().message(message, nullptr).cards.constFirst().detail, u"Confirmar"_s);
    }

    void aReplyQuotesWhatItAnswers()
    {
        const Message asked =
            samples::outgoing(4, u"Pode ser quinta?"_s, samples::now(), MessageStatus::Read);
        const BubbleContent content =
            bubbles().message(samples::incoming(5, u"Sim"_s, samples::now()), &asked);
        QCOMPARE(content.quoteAuthor, u"Paula Reis"_s);
        QCOMPARE(content.quoteText, u"Pode ser quinta?"_s);
    }

    void aScreenReaderHearsWhoWhatWhenAndHowFar()
    {
        const QString spoken = bubbles().spoken(
            samples::outgoing(1, u"Oi, Marina"_s, samples::minutesAgo(5), MessageStatus::Read));
        for (const QString &part : {u"Paula Reis"_s, u"Oi, Marina"_s, u"2:30 PM"_s, u"read"_s})
            QVERIFY2(spoken.contains(part), qPrintable(spoken));
        QVERIFY(bubbles().spoken(samples::note()).startsWith("Internal note of Paula"_L1));
    }

    void sameReactionsAreCounted()
    {
        Message message = samples::incoming(1, u"Oi"_s, samples::now());
        message.reactions = {{u"👍"_s, {}}, {u"👍"_s, {}}, {u"❤️"_s, {}}};
        QCOMPARE(bubbles().message(message, nullptr).reactions, (QStringList{u"👍"_s, u"❤️"_s, u"3"_s}));
    }

    void aRowTellsHowLongSomebodyWaits_data()
    {
        QTest::addColumn<int>("minutes");
        QTest::addColumn<WaitLevel>("level");
        QTest::newRow("just written") << 1 << WaitLevel::None;
        QTest::newRow("a while") << 3 << WaitLevel::Near;
        QTest::newRow("too long") << 27 << WaitLevel::Over;
    }
    void aRowTellsHowLongSomebodyWaits()
    {
        QFETCH(int, minutes);
        QFETCH(WaitLevel, level);
        const tests::ManualClock clock(samples::now().ms);
        const ConversationRows rows(clock, times());
        Conversation conversation = samples::conversations().constFirst();
        conversation.waitingSince = samples::minutesAgo(minutes);
        QCOMPARE(rows.row(conversation).waitLevel, level);
        conversation.status = ConversationStatus::Resolved;
        QCOMPARE(rows.row(conversation).waitLevel, WaitLevel::None);
    }

    void aRowIsSpokenWhole()
    {
        const tests::ManualClock clock(samples::now().ms);
        const ConversationRows rows(clock, times());
        const QString spoken = rows.spoken(samples::conversations()[3]);
        for (const QString &part : {u"Carlos Eduardo Lima"_s, u"E-mail"_s, u"carteirinha"_s, u"1 unread"_s,
                 u"waiting for 27 min"_s, u"Convênio"_s})
            QVERIFY2(spoken.contains(part), qPrintable(spoken));
    }

    void aDraftIsShownAsOne()
    {
        const tests::ManualClock clock(samples::now().ms);
        const ConversationRow row =
            ConversationRows(clock, times()).row(samples::conversations()[5], u"Bom dia"_s);
        QVERIFY(row.draft);
        QCOMPARE(row.preview, u"Draft: Bom dia"_s);
    }

private:
    static Times times() { return Times(QTimeZone("America/Sao_Paulo")); }
    static ThreadBubbles bubbles() { return ThreadBubbles(times()); }
};

QTEST_GUILESS_MAIN(ThreadBubblesTest)
#include "tst_thread_bubbles.moc"
