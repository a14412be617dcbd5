// SPDX-License-Identifier: Apache-2.0
#include "tests/desktop/unnamed_controls.h"
#include "tests/inbox/media_screen.h"
#include "ui/inbox/date_dialog.h"
#include "ui/inbox/image_viewer.h"
#include "ui/inbox/pictures.h"
#include "ui/inbox/player_bar.h"
#include "ui/inbox/thread_media.h"
#include "ui/style/look.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_button.h"
#include "ui/words/language.h"

#include <QApplication>
#include <QClipboard>
#include <QDateEdit>
#include <QDesktopServices>
#include <QLabel>
#include <QMenu>
#include <QTemporaryDir>

using namespace acolhe;
using namespace acolhe::ui;
using namespace Qt::StringLiterals;
using samples::attachment;
using samples::MediaScreen;
using samples::png;

class ThreadMediaTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark);
        setLanguage(u"en"_s);
        Sound::setMaker([](QObject *parent) { return new samples::SampleSound(parent); });
    }

    void anImageIsShownWhenItIsHere()
    {
        MediaScreen m;
        m.media.files.insert({7}, png(400, 300));
        const int row = m.add(attachment(7, MessageKind::Image, u"praia.png"_s, u"image/png"_s));
        const QRect rect = m.s.timeline->visualRect(m.s.timeline->model()->index(row, 0));
        QVERIFY(rect.height() > 150); // its place is there before it is
        QTRY_VERIFY(m.media.fetched.contains(7));
        const auto shows = [&] {
            const QImage shown = m.s.timeline->viewport()->grab(rect).toImage();
            return shown.pixelColor(int(100 * shown.devicePixelRatio()), shown.height() / 2)
                == QColor(Qt::red);
        };
        QTRY_VERIFY(shows());
        QCOMPARE(m.media.fetched.count(7), 1);
    }

    void strangersImagesAreReadWithCare()
    {
        QVERIFY(
            readImage("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", {100, 100}).isNull());
        QVERIFY(readImage("\x89PNG\r\n\x1a\nrubbish", {100, 100}).isNull());
        QVERIFY(readImage({}, {100, 100}).isNull());
        QByteArray bomb = png(10, 10);
        bomb.replace(16, 8, QByteArray("\x7f\xff\xff\xff\x7f\xff\xff\xff", 8));
        QVERIFY(readImage(bomb, {100, 100}).isNull());
        QCOMPARE(readImage(png(400, 200), {100, 100}).size(), QSize(100, 50));
        QCOMPARE(readImage(png(40, 20), {100, 100}).size(), QSize(40, 20));
    }

    void theViewerTurnsPagesAndZooms()
    {
        MediaScreen m;
        m.media.files.insert({7}, png(400, 300));
        m.media.files.insert({8}, png(40, 30));
        m.add(attachment(7, MessageKind::Image, u"um.png"_s, u"image/png"_s));
        const int second = m.add(attachment(8, MessageKind::Image, u"dois.png"_s, u"image/png"_s));
        m.clickCard(second);
        auto *viewer = m.s.view.findChild<ImageViewer *>();
        QVERIFY(viewer);
        QCOMPARE(viewer->shown().fileName, u"dois.png"_s);
        QVERIFY(desktop::unnamedControls(*viewer).isEmpty());
        QTest::keyClick(viewer, Qt::Key_Right); // it is the last
        QCOMPARE(viewer->shown().fileName, u"dois.png"_s);
        QTest::keyClick(viewer, Qt::Key_Left);
        QCOMPARE(viewer->shown().fileName, u"um.png"_s);
        QTRY_COMPARE(viewer->findChild<QLabel *>(u"picture"_s)->size(), QSize(400, 300)); // as large as it is
        QTest::keyClick(viewer, Qt::Key_Plus);
        QVERIFY(viewer->zoom() > 1);
        QTest::keyClick(viewer, Qt::Key_0);
        QCOMPARE(viewer->zoom(), 1.0);
        QTest::keyClick(viewer, Qt::Key_Escape);
        QTRY_VERIFY(!m.s.view.findChild<ImageViewer *>());
    }

    void aDocumentOpensInItsProgram()
    {
        MediaScreen m;
        m.media.files.insert({9}, "%PDF-1.4 exame");
        QDesktopServices::setUrlHandler(u"file"_s, this, "takeUrl");
        m_opened.clear();
        const int row = m.add(attachment(9, MessageKind::Document, u"exame.exe"_s, u"application/pdf"_s));
        m.clickCard(row);
        QTRY_VERIFY(m_opened.isLocalFile());
        QVERIFY(m_opened.path().endsWith(".pdf"_L1)); // by what it is, not by what it is called
        QFile file(m_opened.toLocalFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "%PDF-1.4 exame");
        QDesktopServices::unsetUrlHandler(u"file"_s);
    }

    void aPlaceOpensOnAMap()
    {
        MediaScreen m;
        QDesktopServices::setUrlHandler(u"https"_s, this, "takeUrl");
        m_opened.clear();
        Message place = samples::incoming(820, {}, samples::now());
        place.kind = MessageKind::Location;
        place.payload = {{u"location"_s, QJsonObject{{u"latitude"_s, -5.8}, {u"longitude"_s, -35.2}}}};
        m.s.desk.append(samples::item(place));
        m.clickCard(m.s.timeline->model()->rowCount() - 1);
        QCOMPARE(m_opened.host(), u"www.openstreetmap.org"_s);
        QVERIFY(m_opened.query().contains("mlat=-5.8"_L1));
        QDesktopServices::unsetUrlHandler(u"https"_s);
    }

    void aFileThatCannotBeHadSaysSo()
    {
        MediaScreen m;
        const int row = m.add(attachment(9, MessageKind::Document, u"exame.pdf"_s, u"application/pdf"_s));
        m.clickCard(row);
        QTRY_VERIFY(m.s.snackbar->isVisible());
    }

    void aFileIsSaved()
    {
        MediaScreen m;
        m.media.files.insert({9}, "%PDF-1.4 exame");
        QTemporaryDir folder;
        const QString path = folder.filePath(u"salvo.pdf"_s);
        m.s.view.findChild<ThreadMedia *>()->save(
            attachment(9, MessageKind::Document, u"exame.pdf"_s, u"application/pdf"_s), path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "%PDF-1.4 exame");
    }

    void aVoiceGoesOnInAnotherConversation()
    {
        MediaScreen m;
        m.media.files.insert({9}, "OggS");
        m.media.atOnce = false;
        const int row = m.add(attachment(9, MessageKind::Audio, u"voz.ogg"_s, u"audio/ogg"_s));
        auto *player = m.s.view.findChild<PlayerBar *>();
        QVERIFY(player && !player->isVisible());
        QVERIFY(!player->findChild<Sound *>()); // nothing is loaded for those who hear nothing
        m.clickCard(row);
        QCOMPARE(m.media.fetched, QList<qint64>{9});
        m.media.arrive({9});
        QVERIFY(player->isVisible());
        QCOMPARE(player->playing(), AttachmentId{9});
        auto *sound = player->findChild<samples::SampleSound *>();
        QCOMPARE(sound->bytes, "OggS");
        m.s.click(1);
        QVERIFY(player->isVisible() && player->isPlaying());
        m.s.click(0);
        m.clickCard(row); // pauses
        QVERIFY(!player->isPlaying());
        m.clickCard(row);
        QVERIFY(player->isPlaying());
        Q_EMIT sound->ended();
        QVERIFY(!player->isVisible());
        QVERIFY(!player->playing().isValid());
    }

    void theSpeedGoesRoundAndStays()
    {
        PlayerBar bar;
        auto *speed = bar.findChild<Button *>();
        QList<double> rates;
        for (int i = 0; i < 4; ++i) {
            speed->click();
            rates << bar.rate();
        }
        QCOMPARE(rates, (QList<double>{1.5, 2, 1, 1.5}));
        bar.play(attachment(9, MessageKind::Audio, u"voz.ogg"_s, u"audio/ogg"_s), "OggS", u"Marina"_s);
        QCOMPARE(bar.findChild<samples::SampleSound *>()->rate, 1.5);
        QVERIFY(desktop::unnamedControls(bar).isEmpty());
    }

    void whatCannotBePlayedSaysSo()
    {
        MediaScreen m;
        m.media.files.insert({9}, "rubbish");
        m.clickCard(m.add(attachment(9, MessageKind::Audio, u"voz.ogg"_s, u"audio/ogg"_s)));
        auto *player = m.s.view.findChild<PlayerBar *>();
        Q_EMIT player->findChild<samples::SampleSound *>()->failed();
        QVERIFY(!player->isVisible());
        QTRY_VERIFY(m.s.snackbar->isVisible());
    }

    void otherConversationsAreToldApartAndCanBeLeftOut()
    {
        MediaScreen m;
        Message other = samples::incoming(800, u"No Instagram"_s, samples::now());
        other.conversationId = {77};
        m.s.desk.append(samples::item(other));
        const int row = m.s.timeline->model()->rowCount() - 1;
        const int withLine = m.s.timeline->visualRect(m.s.timeline->model()->index(row, 0)).height();
        Message again = other;
        again.id = {801};
        m.s.desk.append(samples::item(again));
        QVERIFY(m.s.timeline->visualRect(m.s.timeline->model()->index(row + 1, 0)).height() < withLine);
        for (IconButton *one : m.s.view.findChildren<IconButton *>()) {
            if (one->accessibleName().startsWith("Messages of the patient"_L1))
                one->click();
        }
        QCOMPARE(m.s.lastAsked(), u"whole 0"_s);
    }

    void aQuoteThatIsNotHereIsLookedFor()
    {
        MediaScreen m;
        Message answer = samples::incoming(810, u"Sim"_s, samples::now());
        answer.replyToId = MessageId{4242};
        m.s.desk.append(samples::item(answer));
        Q_EMIT m.s.desk.messageFound({4242}); // as a click on the quote goes there
        QCOMPARE(m.s.lastAsked(), u"find 4242"_s);
    }

    void aDateIsGoneTo()
    {
        MediaScreen m;
        m.s.timeline->setCurrentIndex(m.s.timeline->model()->index(0, 0));
        Q_EMIT m.s.timeline->customContextMenuRequested(
            m.s.timeline->visualRect(m.s.timeline->model()->index(0, 0)).center());
        auto *menu = m.s.view.findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(menu);
        menu->actions().constLast()->trigger();
        menu->close();
        auto *dialog = m.s.view.findChild<DateDialog *>();
        QVERIFY(dialog);
        QVERIFY(desktop::unnamedControls(*dialog).isEmpty());
        dialog->findChild<QDateEdit *>()->setDate({2026, 1, 2});
        QTest::keyClick(dialog, Qt::Key_Return);
        const QDateTime start({2026, 1, 2}, {0, 0}, QTimeZone("America/Sao_Paulo"));
        QCOMPARE(m.s.lastAsked(), u"since %1"_s.arg(start.toMSecsSinceEpoch()));
    }

    void editsAndDeletionsAreMarked()
    {
        ThreadBubbles bubbles{Times(QTimeZone("America/Sao_Paulo"))};
        Message message = samples::incoming(1, u"às 16h"_s, samples::now());
        message.editedAt = samples::now();
        QVERIFY(bubbles.message(message, nullptr).author.contains("Edited"_L1));
        QVERIFY(bubbles.spoken(message).contains("Edited"_L1));
        message.deletedAt = samples::now();
        const BubbleContent deleted = bubbles.message(message, nullptr);
        QVERIFY(deleted.author.contains("Deleted"_L1));
        QVERIFY(deleted.faint);
        QCOMPARE(deleted.text, u"às 16h"_s); // kept for the record
    }

    void aMessageIsCopiedWithItsAuthor()
    {
        MediaScreen m;
        m.s.timeline->setCurrentIndex(m.s.timeline->model()->index(0, 0));
        Q_EMIT m.s.timeline->customContextMenuRequested(
            m.s.timeline->visualRect(m.s.timeline->model()->index(0, 0)).center());
        auto *menu = m.s.view.findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(menu);
        for (QAction *action : menu->actions()) {
            if (action->text() == u"Copy with author and time")
                action->trigger();
        }
        const QString copied = QGuiApplication::clipboard()->text();
        const Message first = *m.s.desk.items.first().message;
        QVERIFY2(copied.startsWith(u'[') && copied.contains(first.sender.name) && copied.endsWith(first.text),
            qPrintable(copied));
        menu->close();
    }

public Q_SLOTS:
    void takeUrl(const QUrl &url) { m_opened = url; }

private:
    QUrl m_opened;
};

QTEST_MAIN(ThreadMediaTest)
#include "tst_thread_media.moc"
