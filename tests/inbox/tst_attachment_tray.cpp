// SPDX-License-Identifier: Apache-2.0
#include "tests/desktop/unnamed_controls.h"
#include "tests/inbox/media_screen.h"
#include "ui/inbox/voice_recorder.h"
#include "ui/style/look.h"
#include "ui/widgets/icon_button.h"
#include "ui/words/language.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>

#include <algorithm>

using namespace acolhe;
using namespace acolhe::ui;
using namespace Qt::StringLiterals;
using samples::MediaScreen;

class AttachmentTrayTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark);
        setLanguage(u"en"_s);
    }

    void aPastedPictureWaitsInTheTray()
    {
        MediaScreen m;
        m.pasteImage();
        QVERIFY(m.tray() && m.tray()->isVisible());
        QCOMPARE(m.media.uploads.size(), 1); // it travels already
        QCOMPARE(m.media.uploads[0].kind(), MessageKind::Image);
        QVERIFY(m.s.edit->toPlainText().isEmpty());
        QVERIFY(desktop::unnamedControls(*m.tray()).isEmpty());
        m.tray()->findChild<QLineEdit *>()->setText(u"A receita"_s);
        m.button(u"Send 1 file"_s)->click();
        QVERIFY(m.sent().isEmpty()); // not before the server has it
        m.media.finish(1);
        QCOMPARE(m.sent(), QStringList{u"file 1: Picture.png A receita"_s});
        QTRY_VERIFY(!m.tray() || !m.tray()->isVisible());
    }

    void filesGoInTheirOrder()
    {
        MediaScreen m;
        QTemporaryDir folder;
        auto *data = new QMimeData;
        QList<QUrl> urls;
        for (const QString &name : {u"a.txt"_s, u"b.txt"_s}) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("texto");
            urls << QUrl::fromLocalFile(file.fileName());
        }
        data->setUrls(urls);
        m.paste(data);
        QCOMPARE(m.tray()->count(), 2);
        m.button(u"Send 2 files"_s)->click();
        m.media.finish(2);
        QVERIFY(m.sent().isEmpty());
        m.media.finish(1);
        QCOMPARE(m.sent(), (QStringList{u"file 1: a.txt"_s, u"file 1: b.txt"_s}));
    }

    void theChannelsLimitsAreSaidAtOnce()
    {
        MediaScreen m;
        AttachmentTray tray(m.media);
        tray.setChannel(m.s.desk.can, u"WhatsApp"_s);
        tray.add({u"grande.pdf"_s, {}, "%PDF-1.4" + QByteArray(3000, 'x')});
        QVERIFY(!tray.send());
        QVERIFY(desktop::unnamedControls(tray).isEmpty());
        QString said;
        for (const QLabel *label : tray.findChildren<QLabel *>())
            said += label->text();
        QVERIFY2(said.contains("WhatsApp"_L1), qPrintable(said));
        Capabilities none;
        tray.setChannel(none, u"Chat"_s);
        QVERIFY(!tray.send());
    }

    void anUploadThatFailedIsTriedAgain()
    {
        MediaScreen m;
        m.pasteImage();
        m.media.finish(1, {0, {}, Error{Reason::ChannelUnavailable, u"gone"_s, {}, {}}});
        QTRY_VERIFY(m.tray()->findChild<TrayItem *>());
        const auto buttons = m.tray()->findChildren<IconButton *>();
        const auto retry = std::ranges::find_if(buttons,
            [](const IconButton *one) { return one->isVisible() && one->accessibleName() == u"Try again"; });
        QVERIFY(retry != buttons.end());
        (*retry)->click();
        QCOMPARE(m.media.retried, QList<int>{1});
    }

    void whatIsTakenOutIsNotSent()
    {
        MediaScreen m;
        m.pasteImage();
        m.button(u"Remove all"_s)->click();
        QCOMPARE(m.media.dropped, QList<int>{1});
        m.media.finish(1);
        QVERIFY(m.sent().isEmpty());
    }

    void eachConversationHasItsTray()
    {
        MediaScreen m;
        m.pasteImage();
        AttachmentTray *first = m.tray();
        m.s.click(1);
        QVERIFY(!first->isVisible());
        m.s.click(0);
        QVERIFY(first->isVisible());
        QCOMPARE(first->count(), 1);
    }

    void withoutAMicrophoneItSaysSo()
    {
        MediaScreen m;
        VoiceRecorder recorder;
        int recorded = 0;
        connect(&recorder, &VoiceRecorder::recorded, this, [&] { ++recorded; });
        recorder.start();
        QVERIFY(recorder.isVisible());
        const QString said = recorder.findChild<QLabel *>()->text();
        QCOMPARE(said.contains("No microphone"_L1), !VoiceRecorder::hasMicrophone());
        recorder.cancel();
        QVERIFY(!recorder.isVisible());
        QCOMPARE(recorded, 0);
    }
};

QTEST_MAIN(AttachmentTrayTest)
#include "tst_attachment_tray.moc"
