// SPDX-License-Identifier: Apache-2.0
#include "ui/style/look.h"
#include "ui/style/theme.h"
#include "ui/widgets/bubble_cache.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPainter>
#include <QTest>

using namespace acolhe::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int width = 700;

BubbleContent incoming(const QString &text)
{
    return {.kind = BubbleKind::Incoming, .text = text, .time = u"14:32"_s};
}

QPointF find(const Bubble &bubble, BubblePart::What what)
{
    for (int y = 0; y < bubble.height(); y += 2) {
        for (int x = 0; x < bubble.width(); x += 2) {
            if (bubble.partAt(QPointF(x, y)).what == what)
                return QPointF(x, y);
        }
    }
    return {-1, -1};
}

QImage painted(const Bubble &bubble)
{
    QImage image(bubble.width(), bubble.height(), QImage::Format_ARGB32_Premultiplied);
    image.fill(theme().bg);
    QPainter painter(&image);
    bubble.paint(painter, {0, 0}, false);
    return image;
}

} // namespace

class BubbleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark); }

    void ownMessagesStandAtTheEnd_data()
    {
        QTest::addColumn<BubbleKind>("kind");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::addColumn<bool>("right");
        QTest::newRow("theirs") << BubbleKind::Incoming << Qt::LeftToRight << false;
        QTest::newRow("ours") << BubbleKind::Outgoing << Qt::LeftToRight << true;
        QTest::newRow("note") << BubbleKind::Note << Qt::LeftToRight << true;
        QTest::newRow("theirs, right to left") << BubbleKind::Incoming << Qt::RightToLeft << true;
        QTest::newRow("ours, right to left") << BubbleKind::Outgoing << Qt::RightToLeft << false;
    }
    void ownMessagesStandAtTheEnd()
    {
        QFETCH(BubbleKind, kind);
        QFETCH(Qt::LayoutDirection, direction);
        QFETCH(bool, right);
        BubbleContent content = incoming(u"Oi"_s);
        content.kind = kind;
        const Bubble bubble(content, width, direction);
        QCOMPARE(bubble.body().center().x() > width / 2.0, right);
        QVERIFY(QRectF(0, 0, width, bubble.height()).contains(bubble.body()));
    }

    void nothingLeavesTheThread_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("threadWidth");
        QTest::newRow("one letter") << u"a"_s << width;
        QTest::newRow("empty") << QString() << width;
        QTest::newRow("a word longer than a line") << QString(500, u'w') << width;
        QTest::newRow("a narrow thread") << u"Consigo remarcar para quinta à tarde?"_s << 240;
        QTest::newRow("many lines") << u"a\r\nb\nc\rd\u2029e"_s << width;
        QTest::newRow("right to left")
            << u"مرحبا، هل يوجد موعد يوم الخميس بعد الظهر؟ أريد أن أغير الموعد إلى يوم آخر من فضلك"_s
            << width;
        QTest::newRow("emoji") << QString(u"👩‍👩‍👧‍👦"_s).repeated(60) << width;
    }
    void nothingLeavesTheThread()
    {
        QFETCH(QString, text);
        QFETCH(int, threadWidth);
        const Bubble bubble(incoming(text), threadWidth, Qt::LeftToRight);
        const QRectF body = bubble.body();
        QVERIFY(QRectF(0, 0, threadWidth, bubble.height()).contains(body));
        const QImage image = painted(bubble);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (!body.adjusted(-1, -1, 1, 1).contains(x, y))
                    QCOMPARE(image.pixelColor(x, y), theme().bg);
            }
        }
    }

    void aMegabyteInOneWordDoesNotFreeze()
    {
        QElapsedTimer timer;
        timer.start();
        BubbleContent content = incoming(QString(1'000'000, u'x'));
        content.more = u"See all"_s;
        const Bubble bubble(content, width, Qt::LeftToRight);
        QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(bubble.height() < 3000);
        QVERIFY(find(bubble, BubblePart::More).x() >= 0);
    }

    void aShortTextOffersNothingMore()
    {
        BubbleContent content = incoming(u"Oi"_s);
        content.more = u"See all"_s;
        QVERIFY(find(Bubble(content, width, Qt::LeftToRight), BubblePart::More).x() < 0);
    }

    void aCutNeverSplitsACharacter_data()
    {
        QTest::addColumn<QString>("character");
        QTest::newRow("surrogates") << u"😀"_s;
        QTest::newRow("combining") << u"é"_s.normalized(QString::NormalizationForm_D);
        QTest::newRow("family") << u"👩‍👩‍👧‍👦"_s;
    }
    void aCutNeverSplitsACharacter()
    {
        QFETCH(QString, character);
        for (int limit = 40; limit < 60; ++limit) {
            const QString cut = cutAtCharacter(character.repeated(100), limit);
            QVERIFY(cut.size() <= limit);
            QCOMPARE(cut.size() % character.size(), 0);
        }
    }

    void webAddressesAreLinks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("url");
        QTest::newRow("https") << u"veja https://exemplo.com.br/a?x=1, sim"_s
                               << u"https://exemplo.com.br/a?x=1"_s;
        QTest::newRow("www") << u"www.exemplo.com.br"_s << u"https://www.exemplo.com.br"_s;
        QTest::newRow("in brackets") << u"(http://exemplo.com/x)"_s << u"http://exemplo.com/x"_s;
        QTest::newRow("a script is not") << u"javascript:alert(1)"_s << QString();
        QTest::newRow("a file is not") << u"file:///etc/passwd"_s << QString();
        QTest::newRow("a sentence is not") << u"Bom dia. Tudo bem?"_s << QString();
    }
    void webAddressesAreLinks()
    {
        QFETCH(QString, text);
        QFETCH(QString, url);
        for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            const Bubble bubble(incoming(text), width, direction);
            const QPointF at = find(bubble, BubblePart::Link);
            QCOMPARE(at.x() >= 0, !url.isEmpty());
            QCOMPARE(bubble.partAt(at).url, url);
        }
    }

    void aFailureTellsWhyAndOffersToTryAgain_data()
    {
        QTest::addColumn<Ticks>("ticks");
        QTest::newRow("failed") << Ticks::Failed;
        QTest::newRow("uncertain") << Ticks::Uncertain;
    }
    void aFailureTellsWhyAndOffersToTryAgain()
    {
        QFETCH(Ticks, ticks);
        BubbleContent content{
            .kind = BubbleKind::Outgoing, .text = u"Oi"_s, .time = u"14:30"_s, .ticks = ticks};
        const int plain = Bubble(content, width, Qt::LeftToRight).height();
        content.problem = u"O número não tem WhatsApp"_s;
        const int explained = Bubble(content, width, Qt::LeftToRight).height();
        QVERIFY(explained > plain);
        content.action = u"Tentar de novo"_s;
        const Bubble bubble(content, width, Qt::LeftToRight);
        QVERIFY(bubble.height() > explained);
        QVERIFY(find(bubble, BubblePart::Action).y() > bubble.body().bottom());
    }

    void everyTickLooksDifferent()
    {
        QList<QImage> seen;
        for (const Ticks ticks : {Ticks::None, Ticks::Clock, Ticks::One, Ticks::Two, Ticks::Read,
                 Ticks::Failed, Ticks::Uncertain}) {
            const BubbleContent content{
                .kind = BubbleKind::Outgoing, .text = u"Uma mensagem"_s, .time = u"14:30"_s, .ticks = ticks};
            const QImage image = painted(Bubble(content, width, Qt::LeftToRight));
            QVERIFY(!seen.contains(image));
            seen << image;
        }
    }

    void quotesAndCardsCanBeHit()
    {
        BubbleContent content = incoming(u"Sim"_s);
        content.quoteAuthor = u"Paula"_s;
        content.quoteText = u"Pode ser quinta?"_s;
        content.cards = {{u"image"_s, u"Foto"_s, u"240 KB"_s}, {u"file-text"_s, u"exame.pdf"_s, {}}};
        const Bubble bubble(content, width, Qt::LeftToRight);
        QVERIFY(find(bubble, BubblePart::Quote).y() > 0);
        const QPointF first = find(bubble, BubblePart::Card);
        QCOMPARE(bubble.partAt(first).card, 0);
        QCOMPARE(bubble.partAt(first + QPointF(0, 60)).card, 1);
        QCOMPARE(bubble.partAt({width - 5.0, 5}).what, BubblePart::Nothing);
    }

    void whatDidNotChangeIsNotLaidOutAgain()
    {
        BubbleCache cache(2);
        const BubbleContent content = incoming(u"Oi"_s);
        const Bubble *first = &cache.bubble(1, content, width, Qt::LeftToRight);
        QCOMPARE(&cache.bubble(1, content, width, Qt::LeftToRight), first);
        const int height = first->height();
        QVERIFY(cache.bubble(1, incoming(QString(400, u'x')), width, Qt::LeftToRight).height() > height);
        QCOMPARE(cache.bubble(1, content, 300, Qt::LeftToRight).width(), 300);
    }

    void aThousandMessagesAreMeasuredQuickly()
    {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 1000; ++i) {
            const BubbleContent content =
                incoming(u"Consigo remarcar para quinta à tarde? Trabalho até as 14h, número %1."_s.arg(i));
            QVERIFY(Bubble(content, width, Qt::LeftToRight).height() > 0);
        }
        qInfo("1000 bubbles laid out in %lld ms", timer.elapsed());
        QVERIFY(timer.elapsed() < 5000);
    }
};

QTEST_MAIN(BubbleTest)
#include "tst_bubble.moc"
