// SPDX-License-Identifier: Apache-2.0
#include "backend/store/labels.h"
#include "tests/services/desk.h"

#include <QRandomGenerator>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace acolhe;
using tests::await;
using tests::Desk;

namespace {

using Step = std::function<Future<>(Desk &)>;

template <class T> Future<> ended(Future<T> future)
{
    return future.then(
        [](const Result<T> &result) { return result ? Result<>(Done{}) : Result<>(result.error()); });
}

/// Patients write, some deliveries come twice, and the team changes what they write to. Every other day it
/// tries nothing that is refused.
class Day {
public:
    Day(quint32 seed, const QList<InboxId> &inboxes)
        : m_random(seed)
        , m_inboxes(inboxes)
        , m_careful(seed % 2 == 0)
    {
    }

    /// Five patients with a conversation on each inbox, so that the numbers are the same wherever it is run.
    void begin(Desk &desk)
    {
        for (const InboxId inbox : m_inboxes) {
            for (int i = 0; i < 5; ++i) {
                if (!await(writes(phone(i), inbox, 100)(desk)))
                    qFatal("a message was not taken");
            }
        }
    }

    Step next()
    {
        switch (below(8)) {
        case 0:
            return changeStatus();
        case 1:
            return assign();
        case 2:
            return rename();
        case 3:
            return label();
        default:
            return patientWrites();
        }
    }

private:
    int below(int most) { return int(m_random.bounded(most)); }
    ConversationId anyConversation() { return {1 + below(10)}; }

    static QString phone(int number) { return u"55848765400%1"_s.arg(10 + number); }

    Step patientWrites()
    {
        return writes(phone(below(5)), m_inboxes[below(int(m_inboxes.size()))], below(12));
    }

    static Step writes(const QString &from, InboxId inbox, int number)
    {
        const QString id = u"wamid.%1.%2"_s.arg(from).arg(number);
        return [=](Desk &desk) {
            const auto body =
                tests::whatsappText(id, from, u"Marina"_s, u"texto "_s + id, desk.clock.nowMs());
            return desk.inbound.receive(
                desk.receiving(inbox), desk.whatsapp(), QJsonDocument(body).toJson(QJsonDocument::Compact));
        };
    }
    Step changeStatus()
    {
        constexpr std::array all{
            ConversationStatus::InProgress, ConversationStatus::Resolved, ConversationStatus::Closed};
        const auto status = all[size_t(m_careful ? 1 + below(2) : below(3))];
        const ConversationId id = anyConversation();
        if (m_careful && m_closed.contains(id))
            return patientWrites();
        if (status == ConversationStatus::Closed)
            m_closed.insert(id);
        return [=](Desk &desk) { return ended(desk.conversations.updateStatus(desk.mara, {id, status})); };
    }
    Step assign()
    {
        const ConversationId id = anyConversation();
        const bool taken = below(2) == 0;
        if (m_careful && m_closed.contains(id))
            return patientWrites();
        return [=](Desk &desk) {
            return ended(desk.conversations.assign(
                desk.mara, {id, taken ? std::optional(desk.bia.user) : std::nullopt}));
        };
    }
    Step rename()
    {
        return [id = PatientId{1 + below(5)}, name = u"Marina %1"_s.arg(below(100))](Desk &desk) {
            return desk.store->write<Done>(desk.vila, [=](store::Transaction &t) -> Result<> {
                auto patient = store::Patients(t).find(id);
                if (!patient)
                    return patient.error();
                patient->name = name;
                return store::Patients(t).save(*patient);
            });
        };
    }
    Step label()
    {
        return [id = anyConversation(), name = below(2) == 0 ? u"retorno"_s : u"exame"_s](Desk &desk) {
            return desk.store->write<Done>(desk.vila, [=](store::Transaction &t) {
                return store::Conversations(t).find(id).and_then(
                    [&](const Conversation &) { return store::Conversations(t).setLabels(id, {name}); });
            });
        };
    }

    QRandomGenerator m_random;
    const QList<InboxId> m_inboxes;
    const bool m_careful;
    QSet<ConversationId> m_closed;
};

/// What the clinic has in the end and what it told its desktops, without the numbers.
QStringList storyOf(Desk &desk)
{
    QStringList story;
    QList<Conversation> all = desk.list();
    std::ranges::sort(all, {}, &Conversation::id);
    for (const Conversation &c : std::as_const(all)) {
        story << u"%1 %2 %3 %4 [%5] %6 %7"_s.arg(c.patient.name, QString::fromLatin1(word(c.status)))
                     .arg(c.attendantId ? c.attendantId->value : 0)
                     .arg(c.unread)
                     .arg(c.labels.join(u' '), c.lastMessage->text)
                     .arg(c.inboxId.value);
        for (const Message &message : desk.messagesOf(c.id))
            story << message.text;
    }
    for (const Event &event : std::as_const(desk.events)) {
        const QJsonObject data = QJsonDocument::fromJson(event.data).object();
        const QJsonObject c = data["conversation"_L1].toObject();
        story << u"%1 %2 %3 %4 %5"_s.arg(event.seq).arg(QString::fromLatin1(event.type),
                     data["message"_L1]["text"_L1].toString(), c["patient"_L1]["name"_L1].toString(),
                     c["status"_L1].toString())
                + QString::number(c["unread"_L1].toInt());
    }
    return story;
}

} // namespace

/// Many deliveries in one commit.
class TestInbound : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { tests::TestStore::stopPostgres(); }
    void whatComesTogetherIsWhatComesOneByOne_data();
    void whatComesTogetherIsWhatComesOneByOne();
    void oneThatCannotBeStoredHarmsNoOther_data() { tests::TestStore::addRows(); }
    void oneThatCannotBeStoredHarmsNoOther();
};

void TestInbound::whatComesTogetherIsWhatComesOneByOne_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<quint32>("seed");
    for (const QString &kind : {u"SQLite"_s, u"PostgreSQL"_s}) {
        for (quint32 seed = 1; seed <= 8; ++seed)
            QTest::addRow("%s, day %u", qPrintable(kind), seed) << kind << seed;
    }
}

void TestInbound::whatComesTogetherIsWhatComesOneByOne()
{
    QFETCH(QString, kind);
    QFETCH(quint32, seed);
    Desk slow(kind);
    Desk quick(kind);
    Day first(seed, {slow.newInbox(), slow.newInbox(u"Filial"_s)});
    Day second(seed, {quick.newInbox(), quick.newInbox(u"Filial"_s)});
    first.begin(slow);
    second.begin(quick);
    QStringList one;
    QList<Future<>> all;
    for (int i = 0; i < 150; ++i) {
        Future<> done = first.next()(slow);
        const auto came = await(done);
        one << (came ? QString() : came.error().text);
    }
    for (int i = 0; i < 150; ++i)
        all << second.next()(quick);
    QStringList together;
    for (Future<> &done : all) {
        const auto came = await(done);
        together << (came ? QString() : came.error().text);
    }
    QCOMPARE(together, one);
    if (seed % 2 == 0)
        QCOMPARE(one.filter(QRegularExpression(u"."_s)), QStringList());
    QCOMPARE(storyOf(quick), storyOf(slow));
}

void TestInbound::oneThatCannotBeStoredHarmsNoOther()
{
    QFETCH(QString, kind);
    Desk desk(kind);
    const InboxId inbox = desk.newInbox();
    QList<Future<>> all;
    for (int i = 0; i < 40; ++i) {
        const QString id = i == 20 ? QString(u"wamid."_s + QChar(u'\0') + u"x"_s) : u"wamid.%1"_s.arg(i);
        const auto body = tests::whatsappText(
            id, u"5584987650%1"_s.arg(100 + i % 7), u"Marina"_s, u"Oi"_s, desk.clock.nowMs());
        all << desk.inbound.receive(
            desk.receiving(inbox), desk.whatsapp(), QJsonDocument(body).toJson(QJsonDocument::Compact));
    }
    for (Future<> &done : all)
        QVERIFY(await(done));
    QCOMPARE(desk.list().size(), 7);
    QVERIFY(desk.rows(u"SELECT COUNT(*) FROM message"_s) >= 39);
    QCOMPARE(desk.rows(u"SELECT COUNT(*) FROM journal"_s), 40);
}

QTEST_GUILESS_MAIN(TestInbound)
#include "tst_inbound.moc"
