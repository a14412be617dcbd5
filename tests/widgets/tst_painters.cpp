// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/gallery_samples.h"
#include "ui/style/canvas.h"
#include "ui/style/look.h"
#include "ui/style/metrics.h"

#include <QApplication>
#include <QTest>

using namespace acolhe::ui;
using namespace Qt::StringLiterals;

namespace {

QImage painted(const ConversationRow &row, RowState state, Qt::LayoutDirection direction = Qt::LeftToRight)
{
    QImage image(348, conversationRowHeight(state.compact), QImage::Format_ARGB32_Premultiplied);
    image.fill(theme().card);
    QPainter painter(&image);
    paintConversationRow(painter, image.rect(), row, state, direction);
    return image;
}

} // namespace

class PaintersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark); }
    void cleanup() { setFontScale(1); }

    void everyStateOfARowLooksDifferent()
    {
        const ConversationRow row = samples::rows().first();
        QList<QImage> seen;
        for (const RowState state :
            {RowState{}, RowState{true, false, false, false}, RowState{false, true, false, false},
                RowState{false, false, true, false}, RowState{false, false, false, true}}) {
            const QImage image = painted(row, state);
            QVERIFY(!seen.contains(image));
            seen << image;
        }
    }

    void rowsMirror()
    {
        const ConversationRow row{.name = u"Marina"_s, .time = u"14:32"_s};
        const QRect start(0, 0, 80, 72);
        const QColor avatar = avatarColours(theme(), row.name).fill;
        const auto shows = [&](const QImage &image, const QRect &area) {
            for (int y = area.top(); y < area.bottom(); ++y) {
                for (int x = area.left(); x < area.right(); ++x) {
                    if (image.pixelColor(x, y) == avatar)
                        return true;
                }
            }
            return false;
        };
        QVERIFY(shows(painted(row, {}), start));
        QVERIFY(!shows(painted(row, {}, Qt::RightToLeft), start));
        QVERIFY(shows(painted(row, {}, Qt::RightToLeft), start.translated(348 - 80, 0)));
    }

    void rowsGrowWithTheFont()
    {
        QCOMPARE(conversationRowHeight(false), metrics::rowComfortable);
        QCOMPARE(conversationRowHeight(true), metrics::rowCompact);
        setFontScale(1.5);
        QCOMPARE(conversationRowHeight(false), 108);
    }

    void aHeartIsRed_data()
    {
        QTest::addColumn<QString>("preview");
        QTest::addColumn<bool>("red");
        QTest::newRow("in colour") << u"❤\ufe0f"_s << true;
        QTest::newRow("within words") << u"obrigada ❤\ufe0f até já"_s << true;
        QTest::newRow("plain") << u"❤"_s << false;
        QTest::newRow("a lone selector") << u"\ufe0f"_s << false;
    }
    void aHeartIsRed()
    {
        QFETCH(QString, preview);
        const ConversationRow row{.name = u"Marina"_s, .preview = preview};
        const QImage image = painted(row, {});
        bool red = false;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 70; x < image.width(); ++x) {
                const QColor colour = image.pixelColor(x, y);
                red |= colour.red() > 150 && colour.red() > 2 * colour.green()
                    && colour.red() > 2 * colour.blue();
            }
        }
        QTEST(red, "red");
    }

    void aHugePreviewCostsNothing()
    {
        ConversationRow row = samples::rows().first();
        row.preview = QString(1'000'000, u'x');
        row.name = QString(1'000'000, u'y');
        QBENCHMARK_ONCE
        {
            QVERIFY(!painted(row, {}).isNull());
        }
    }

    void aLineHasNoLineBreaks()
    {
        QCOMPARE(firstLine(u"a\nb\tc\r\nd"_s), u"a b c  d"_s);
        QCOMPARE(firstLine(u"😀😀"_s, 3), u"😀"_s);
    }
};

QTEST_MAIN(PaintersTest)
#include "tst_painters.moc"
