// SPDX-License-Identifier: Apache-2.0
#include "backend/services/media_facts.h"

#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace acolhe;
using services::MediaFacts;
using services::mediaFacts;
using services::safeFileName;

namespace {

QByteArray big16(int value)
{
    QByteArray bytes(2, '\0');
    qToBigEndian(quint16(value), bytes.data());
    return bytes;
}

QByteArray png(int width, int height)
{
    return "\x89PNG\r\n\x1a\n"_ba + QByteArray("\0\0\0\x0dIHDR\0\0", 10) + big16(width) + QByteArray(2, '\0')
        + big16(height) + QByteArray("\x08\x02\0\0\0", 5);
}

QByteArray jpeg(int width, int height)
{
    return "\xff\xd8\xff\xe0"_ba + big16(16) + QByteArray(14, 'x') + "\xff\xc2" + big16(17) + "\x08"
        + big16(height) + big16(width) + QByteArray(20, '\0');
}

QByteArray voice(qint64 samples)
{
    QByteArray position(8, '\0');
    qToLittleEndian(samples, position.data());
    return "OggS" + QByteArray(24, '\0') + "OpusHead" + QByteArray(60, '\0') + "OggS" + QByteArray(2, '\0')
        + position + QByteArray(20, '\0');
}

} // namespace

class TestMediaFacts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFileIsWhatItsBytesAre_data();
    void aFileIsWhatItsBytesAre();
    void sizesAndLengthsAreRead();
    void brokenFilesHaveNoSize_data();
    void brokenFilesHaveNoSize();
    void namesAreMadeSafe_data();
    void namesAreMadeSafe();
};

void TestMediaFacts::aFileIsWhatItsBytesAre_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("mimeType");
    QTest::addColumn<MessageKind>("kind");
    using K = MessageKind;
    QTest::newRow("png") << png(10, 20) << u"exame.png"_s << u"image/png"_s << K::Image;
    QTest::newRow("png called pdf") << png(10, 20) << u"exame.pdf"_s << u"image/png"_s << K::Image;
    QTest::newRow("jpeg") << jpeg(10, 20) << u""_s << u"image/jpeg"_s << K::Image;
    QTest::newRow("pdf") << "%PDF-1.7\n"_ba << u"foto.jpg"_s << u"application/pdf"_s << K::Document;
    QTest::newRow("voice") << voice(48'000) << u"voz.ogg"_s << u"audio/ogg"_s << K::Audio;
    QTest::newRow("mp4") << QByteArray("\0\0\0\x18", 4) + "ftypmp42" << u"v.mp4"_s << u"video/mp4"_s
                         << K::Video;
    QTest::newRow("page") << "<!DOCTYPE html><html><script>"_ba << u"a.html"_s << u"text/html"_s
                          << K::Document;
    QTest::newRow("svg") << "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"_ba << u"a.svg"_s
                         << u"image/svg+xml"_s << K::Document;
}

void TestMediaFacts::aFileIsWhatItsBytesAre()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(QString, mimeType);
    QFETCH(MessageKind, kind);
    const MediaFacts facts = mediaFacts(bytes, bytes, name);
    QCOMPARE(facts.mimeType, mimeType);
    QCOMPARE(facts.kind, kind);
}

void TestMediaFacts::sizesAndLengthsAreRead()
{
    const MediaFacts image = mediaFacts(png(640, 480), {}, {});
    QCOMPARE(image.width, std::optional(640));
    QCOMPARE(image.height, std::optional(480));
    const MediaFacts photo = mediaFacts(jpeg(4000, 3000), {}, {});
    QCOMPARE(photo.width, std::optional(4000));
    QCOMPARE(photo.height, std::optional(3000));
    const MediaFacts heard = mediaFacts(voice(48'000 * 61), voice(48'000 * 61), {});
    QCOMPARE(heard.durationMs, std::optional<qint64>(61'000));
}

void TestMediaFacts::brokenFilesHaveNoSize_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("png, cut") << png(640, 480).left(18);
    QTest::newRow("png without a size") << png(0, 0);
    QTest::newRow("jpeg, cut") << jpeg(640, 480).left(25);
    QTest::newRow("jpeg that goes in circles") << "\xff\xd8\xff\xe0"_ba + QByteArray(60'000, '\0');
    QTest::newRow("voice before time") << voice(-1);
    QTest::newRow("voice without end") << voice(std::numeric_limits<qint64>::max());
    QTest::newRow("webp, cut") << "RIFF....WEBPVP8X"_ba;
}

void TestMediaFacts::brokenFilesHaveNoSize()
{
    QFETCH(QByteArray, bytes);
    const MediaFacts facts = mediaFacts(bytes, bytes, {});
    QVERIFY(!facts.width && !facts.height && !facts.durationMs);
}

void TestMediaFacts::namesAreMadeSafe_data()
{
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("kept");
    QTest::newRow("good") << u"exame de sangue nº 1.pdf"_s << u"exame de sangue nº 1.pdf"_s;
    QTest::newRow("path") << u"../../etc/passwd"_s << u"passwd"_s;
    QTest::newRow("Windows path") << u"C:\\temp\\a.png"_s << u"a.png"_s;
    QTest::newRow("hidden") << u"...  .bashrc"_s << u"bashrc"_s;
    QTest::newRow("header") << u"a\r\nX-Evil: 1\".png"_s << u"aX-Evil 1.png"_s;
    QTest::newRow("turned round") << u"foto\u202egpj.exe"_s << u"fotogpj.exe"_s;
    QTest::newRow("none") << u""_s << u"image.png"_s;
    QTest::newRow("long") << QString(300, u'a') + u".pdf"_s << QString(139, u'a') + u".pdf"_s;
}

void TestMediaFacts::namesAreMadeSafe()
{
    QFETCH(QString, told);
    QFETCH(QString, kept);
    MediaFacts facts;
    facts.kind = MessageKind::Image;
    facts.mimeType = u"image/png"_s;
    QCOMPARE(safeFileName(told, facts), kept);
}

QTEST_GUILESS_MAIN(TestMediaFacts)
#include "tst_media_facts.moc"
