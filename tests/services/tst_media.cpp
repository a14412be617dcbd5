// SPDX-License-Identifier: Apache-2.0
#include "backend/protocol/events.h"
#include "backend/services/media.h"
#include "backend/store/patients.h"
#include "tests/services/desk.h"

#include <QDir>
#include <QDirIterator>

using namespace Qt::StringLiterals;
using namespace acolhe;
using services::Media;
using tests::await;
using tests::Desk;
using tests::TestStore;

namespace {

constexpr qint64 dayMs = 24 * 3600 * 1000;

QByteArray photo(const QByteArray &content = "praia")
{
    return "\x89PNG\r\n\x1a\n"_ba + QByteArray("\0\0\0\x0dIHDR\0\0\0\x03\0\0\0\x02", 16) + content;
}

/// The desk, on a channel that carries files.
struct MediaDesk : Desk {
    explicit MediaDesk(const QString &kind)
        : Desk(kind)
    {
        can.media = {{MessageKind::Image, {u"image/png"_s}, 100, 20}, {MessageKind::Document, {}, 2000, 20}};
        QObject::connect(&writes, &services::Messages::queued, &outbox, &services::Outbox::wake);
        inbox = newInbox();
        (void)await(outbox.recover(vila));
        conversation = opened(inbox, phoneOf(1)).id;
    }
    ~MediaDesk() { owner.reset(); }

    Result<Attachment> upload(
        const Caller &who, const QByteArray &bytes, const QString &name = u"praia.png"_s)
    {
        const auto begun = await(media.begin(who));
        if (!begun)
            return begun.error();
        for (qsizetype at = 0; at < bytes.size(); at += 7)
            (*begun)->write(bytes.mid(at, 7));
        return await(media.finish(who, *begun, name));
    }
    Result<wire::MessageReply> sendFile(const Caller &who, AttachmentId file, const QString &text = {},
        const QString &clientId = QUuid::createUuid().toString(QUuid::WithoutBraces))
    {
        const auto words = text.isEmpty() ? std::nullopt : std::optional(text);
        return await(writes.send(
            who, {conversation, clientId, words, QList<wire::MediaReference>{{file}}, {}, {}, {}}));
    }
    int files() const
    {
        int count = 0;
        QDirIterator kept(store->databases().mediaFolderOf(vila), QDir::Files, QDirIterator::Subdirectories);
        for (; kept.hasNext(); kept.next())
            ++count;
        return count;
    }

    Capabilities can;
    InboxId inbox;
    ConversationId conversation;
    Media media{*store, clock};
    services::Messages writes{*store, clock, [this](const QString &) { return std::optional(can); }};
};

} // namespace

class TestMedia : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void cleanupTestCase() { TestStore::stopPostgres(); }
    void anUploadIsKeptAndSentAsWhatItIs_data() { TestStore::addRows(); }
    void anUploadIsKeptAndSentAsWhatItIs();
    void aReceiptLeavesTheMessageItsFile_data() { TestStore::addRows(); }
    void aReceiptLeavesTheMessageItsFile();
    void onlyItsUploaderSeesWhatIsNotSent_data() { TestStore::addRows(); }
    void onlyItsUploaderSeesWhatIsNotSent();
    void whatIsSentIsSeenByWhoSeesTheConversation_data() { TestStore::addRows(); }
    void whatIsSentIsSeenByWhoSeesTheConversation();
    void equalFilesLieOnTheDiskOnce_data() { TestStore::addRows(); }
    void equalFilesLieOnTheDiskOnce();
    void channelsSayWhatTheyCarry_data() { TestStore::addRows(); }
    void channelsSayWhatTheyCarry();
    void aFileBelongsToOneMessage_data() { TestStore::addRows(); }
    void aFileBelongsToOneMessage();
    void theSameCommandTwiceSendsOnce_data() { TestStore::addRows(); }
    void theSameCommandTwiceSendsOnce();
    void whatIsNeverSentIsForgottenAfterADay_data() { TestStore::addRows(); }
    void whatIsNeverSentIsForgottenAfterADay();
    void nobodyPilesUpUploads_data() { TestStore::addRows(); }
    void nobodyPilesUpUploads();
    void anUploadThatIsCutOffLeavesNothing_data() { TestStore::addRows(); }
    void anUploadThatIsCutOffLeavesNothing();
    void aClinicsFilesGoWithIt_data() { TestStore::addRows(); }
    void aClinicsFilesGoWithIt();
};

void TestMedia::anUploadIsKeptAndSentAsWhatItIs()
{
    QFETCH(QString, kind);
    MediaDesk desk(kind);
    const auto file = desk.upload(desk.mara, photo());
    QVERIFY(file);
    QCOMPARE(file->kind, MessageKind::Image);
    QCOMPARE(file->size, photo().size());
    QCOMPARE(file->width, std::optional(3));
    QCOMPARE(file->url, u"/media/%1"_s.arg(file->id.value));
    const auto sent = desk.sendFile(desk.mara, file->id, u"A praia"_s);
    QVERIFY(sent);
    QCOMPARE(sent->message.kind, MessageKind::Image);
    QCOMPARE(sent->message.attachments, QList<Attachment>{*file});
    QCOMPARE(desk.find(sent->message.id).attachments, QList<Attachment>{*file});
    QTRY_COMPARE(desk.provider(desk.inbox).sent.size(), 1);
    const channels::OutboundMessage out = desk.provider(desk.inbox).sent.first();
    QCOMPARE(out.text, u"A praia"_s);
    QCOMPARE(out.files.size(), 1);
    QCOMPARE(out.files[0].mimeType, u"image/png"_s);
    QCOMPARE(out.files[0].fileName, u"praia.png"_s);
    QFile bytes(out.files[0].path);
    QVERIFY(bytes.open(QIODevice::ReadOnly));
    QCOMPARE(bytes.readAll(), photo());
}

void TestMedia::aReceiptLeavesTheMessageItsFile()
{
    QFETCH(QString, kind);
    MediaDesk desk(kind);
    const auto file = desk.upload(desk.mara, photo());
    QVERIFY(file && desk.sendFile(desk.mara, file->id));
    QTRY_COMPARE(desk.provider(desk.inbox).sent.size(), 1);
    desk.provider(desk.inbox).accept(0, u"wamid.1"_s);
    desk.settle();
    QVERIFY(desk.deliver(desk.inbox, tests::whatsappStatus(u"wamid.1"_s, u"delivered"_s)));
    const Event told = desk.events.last();
    QCOMPARE(told.type, QByteArray(wire::MessageUpdated::type));
    const QJsonObject message = QJsonDocument::fromJson(told.data)["message"_L1].toObject();
    QCOMPARE(message["status"_L1].toString(), u"delivered"_s);
    QCOMPARE(message["attachments"_L1].toArray().size(), 1);
}

void TestMedia::onlyItsUploaderSeesWhatIsNotSent()
{
    QFETCH(QString, kind);
    MediaDesk desk(kind);
    const auto file = desk.upload(desk.bia, photo());
    QVERIFY(file);
    QVERIFY(await(desk.media.find(desk.bia, file->id)));
    for (const Caller &other : {desk.mara, desk.diego, desk.ana})
        QCOMPARE(await(desk.media.find(other, file->id)).error().reason, Reason::NotFound);
    const auto taken = desk.sendFile(desk.mara, file->id);
    QVERIFY(!taken);
    QCOMPARE(taken.error().field, u"attachments[0].mediaId"_s);
}

void TestMedia::whatIsSentIsSeenByWhoSeesTheConversation()
{
    QFETCH(QString, kind);
    MediaDesk desk(kind);
    const auto file = desk.upload(desk.mara, photo());
    QVERIFY(desk.sendFile(desk.mara, file->id));
    QVERIFY(await(desk.conversations.assign(desk.mara, {desk.conversation, desk.bia.user})));
    QVERIFY(await(desk.media.find(desk.bia, file->id)));
    QVERIFY(await(desk.media.find(desk.ana, file->id)));
    QCOMPARE(await(desk.media.find(desk.diego, file->id)).error().reason, Reason::NotFound);
}

void TestMedia::equalFilesLieOnTheDiskOnce()
{
    QFETCH(QString, kind);
    MediaDesk desk(kind);
    const auto first = desk.upload(desk.mara, photo());
    const auto second = desk.upload(desk.bia, photo(), u"outra.png"_s);
    QVERIFY(first && second);
    QVERIFY(first->id != second->id);
    QTRY_COMPARE(desk.files(), 1);
    QVERIFY(desk.upload(desk.bia, photo("campo")));
    QTRY_COMPARE(desk.files(), 2);
}

void TestMedia::channelsSayWhatTheyCarry()
{
    QFETCH(QString, kind);
    MediaDesk desk(kind);
    const auto why = [&](const QByteArray &bytes, const QString &text = {}) {
        const auto file = desk.upload(desk.mara, bytes);
        const auto sent = desk.sendFile(desk.mara, file->id, text);
        return sent ? Error{} : sent.error();
    };
    QCOMPARE(why(photo(QByteArray(3000, 'x'))).reason, Reason::TooLarge);
    QCOMPARE(why(photo(), QString(21, u'a')).field, u"text"_s);
    const auto large = desk.upload(desk.mara, photo(QByteArray(500, 'x')));
    const auto asDocument = desk.sendFile(desk.mara, large->id); // too large for a picture
    QVERIFY(asDocument);
    QCOMPARE(asDocument->message.kind, MessageKind::Document);
    desk.can.media.removeLast();
    QCOMPARE(why("%PDF-1.7").reason, Reason::InvalidParams);
    desk.can.media.clear();
    QCOMPARE(why(photo()).reason, Reason::InvalidParams);
    QCOMPARE(desk.rows(u"SELECT COUNT(*) FROM outbox"_s), 1);
}

void TestMedia::aFileBelongsToOneMessage()
{
    QFETCH(QString, kind);
    MediaDesk desk(kind);
    const auto file = desk.upload(desk.mara, photo());
    QVERIFY(desk.sendFile(desk.mara, file->id));
    QCOMPARE(desk.sendFile(desk.mara, file->id).error().field, u"attachments[0].mediaId"_s);
}

void TestMedia::theSameCommandTwiceSendsOnce()
{
    QFETCH(QString, kind);
    MediaDesk desk(kind);
    const QString clientId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const auto file = desk.upload(desk.mara, photo());
    const auto first = desk.sendFile(desk.mara, file->id, u"A praia"_s, clientId);
    const auto again = desk.sendFile(desk.mara, file->id, u"A praia"_s, clientId);
    QVERIFY(first && again);
    QCOMPARE(again->message.id, first->message.id);
    QCOMPARE(again->message.attachments, first->message.attachments);
    QCOMPARE(desk.rows(u"SELECT COUNT(*) FROM outbox"_s), 1);
}

void TestMedia::whatIsNeverSentIsForgottenAfterADay()
{
    QFETCH(QString, kind);
    MediaDesk desk(kind);
    const auto sent = desk.upload(desk.mara, photo());
    QVERIFY(desk.sendFile(desk.mara, sent->id));
    QVERIFY(desk.upload(desk.mara, photo())); // the same bytes, which a message has
    const auto left = desk.upload(desk.mara, photo("campo"));
    QTRY_COMPARE(desk.files(), 2);
    desk.clock.advance(dayMs - 1000);
    QVERIFY(await(desk.media.sweep(desk.vila)));
    QVERIFY(await(desk.media.find(desk.mara, left->id)));
    desk.clock.advance(2000);
    QVERIFY(await(desk.media.sweep(desk.vila)));
    QCOMPARE(await(desk.media.find(desk.mara, left->id)).error().reason, Reason::NotFound);
    QVERIFY(await(desk.media.find(desk.mara, sent->id)));
    QCOMPARE(desk.files(), 1);
    QCOMPARE(desk.rows(u"SELECT COUNT(*) FROM attachment"_s), 1);
}

void TestMedia::nobodyPilesUpUploads()
{
    QFETCH(QString, kind);
    MediaDesk desk(kind);
    for (int i = 0; i < Media::maxUnsent; ++i)
        QVERIFY(desk.upload(desk.bia, photo(QByteArray::number(i))));
    QCOMPARE(await(desk.media.begin(desk.bia)).error().reason, Reason::RateLimited);
    QVERIFY(await(desk.media.begin(desk.mara)));
}

void TestMedia::anUploadThatIsCutOffLeavesNothing()
{
    QFETCH(QString, kind);
    MediaDesk desk(kind);
    {
        const auto begun = await(desk.media.begin(desk.mara));
        QVERIFY(begun);
        (*begun)->write(QByteArray(100'000, 'x'));
        QTRY_COMPARE(desk.files(), 1);
    }
    QTRY_COMPARE(desk.files(), 0);
    QCOMPARE(desk.upload(desk.mara, {}).error().reason, Reason::InvalidParams);
    QTRY_COMPARE(desk.files(), 0);
}

void TestMedia::aClinicsFilesGoWithIt()
{
    QFETCH(QString, kind);
    MediaDesk desk(kind);
    QVERIFY(desk.upload(desk.mara, photo()));
    QVERIFY(desk.store->databases().remove(desk.vila));
    QVERIFY(!QDir(desk.store->databases().mediaFolderOf(desk.vila)).exists());
}

QTEST_GUILESS_MAIN(TestMedia)
#include "tst_media.moc"
