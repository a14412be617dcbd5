// SPDX-License-Identifier: Apache-2.0
#include "ui/style/channel_look.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/look.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QDirIterator>
#include <QFontInfo>
#include <QTest>

using namespace acolhe::ui;
using namespace Qt::StringLiterals;

namespace {

using Token = QColor Theme::*;

struct Pair {
    const char *what;
    Token over;
    Token base;
    bool tinted = false; ///< `over` lies on its own tint of `base`
};

constexpr qreal textTarget = 4.5;
constexpr qreal partTarget = 3.0;

const Pair textPairs[]{
    {"text on bg", &Theme::text, &Theme::bg},
    {"text on card", &Theme::text, &Theme::card},
    {"text on raised", &Theme::text, &Theme::raised},
    {"muted on bg", &Theme::muted, &Theme::bg},
    {"muted on card", &Theme::muted, &Theme::card},
    {"muted on raised", &Theme::muted, &Theme::raised},
    {"accent on bg", &Theme::accent, &Theme::bg},
    {"accent on card", &Theme::accent, &Theme::card},
    {"accent on raised", &Theme::accent, &Theme::raised},
    {"text of the main button", &Theme::onPrimary, &Theme::primary},
    {"text of a destructive button", &Theme::onDanger, &Theme::danger},
    {"ok on bg", &Theme::ok, &Theme::bg},
    {"ok on card", &Theme::ok, &Theme::card},
    {"ok on raised", &Theme::ok, &Theme::raised},
    {"warn on bg", &Theme::warn, &Theme::bg},
    {"warn on card", &Theme::warn, &Theme::card},
    {"warn on raised", &Theme::warn, &Theme::raised},
    {"err on bg", &Theme::err, &Theme::bg},
    {"err on card", &Theme::err, &Theme::card},
    {"err on raised", &Theme::err, &Theme::raised},
    {"accent pill on card", &Theme::accent, &Theme::card, true},
    {"ok pill on card", &Theme::ok, &Theme::card, true},
    {"warn pill on card", &Theme::warn, &Theme::card, true},
    {"err pill on card", &Theme::err, &Theme::card, true},
    {"muted pill on card", &Theme::muted, &Theme::card, true},
    {"text on the accent tint of card", &Theme::text, &Theme::card},
    {"warn strip on bg", &Theme::warn, &Theme::bg, true},
    {"err strip on bg", &Theme::err, &Theme::bg, true},
    {"outgoing text", &Theme::onOut, &Theme::outBubble},
    {"outgoing time", &Theme::onOutMuted, &Theme::outBubble},
    {"outgoing link", &Theme::onOutAccent, &Theme::outBubble},
    {"outgoing failure", &Theme::onOutErr, &Theme::outBubble},
    {"note text", &Theme::onNote, &Theme::noteBubble},
    {"note time", &Theme::onNoteMuted, &Theme::noteBubble},
    {"selected name", &Theme::onSelection, &Theme::selection},
    {"selected preview", &Theme::onSelectionMuted, &Theme::selection},
    {"selected time", &Theme::onSelectionAccent, &Theme::selection},
    {"selected overdue", &Theme::onSelectionErr, &Theme::selection},
    {"selected waiting", &Theme::onSelectionWarn, &Theme::selection},
};

const Pair partPairs[]{
    {"outline on bg", &Theme::control, &Theme::bg},
    {"outline on card", &Theme::control, &Theme::card},
    {"outline on raised", &Theme::controlRaised, &Theme::raised},
    {"chip outline on card", &Theme::controlRaised, &Theme::card},
    {"focus ring on bg", &Theme::accent, &Theme::bg},
    {"focus ring on card", &Theme::accent, &Theme::card},
    {"focus ring on raised", &Theme::accent, &Theme::raised},
    {"focus ring on selection", &Theme::accent, &Theme::selection},
    {"focus ring in the main button", &Theme::onPrimary, &Theme::primary},
    {"active icon on selection", &Theme::onSelectionAccent, &Theme::selection},
    {"main button on card", &Theme::primary, &Theme::card},
    {"main button on raised", &Theme::primary, &Theme::raised},
    {"ticks", &Theme::onOutTick, &Theme::outBubble},
    {"read ticks", &Theme::onOutRead, &Theme::outBubble},
};

const Theme &byName(const QString &name)
{
    return name == "dark"_L1 ? darkTheme() : lightTheme();
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark); }

    void everyPairReachesItsContrast_data()
    {
        QTest::addColumn<QString>("themeName");
        QTest::addColumn<QColor>("over");
        QTest::addColumn<QColor>("base");
        QTest::addColumn<qreal>("target");
        for (const QString &name : {u"dark"_s, u"light"_s}) {
            const Theme &t = byName(name);
            const auto add = [&](const Pair &pair, qreal target) {
                const QColor base = pair.tinted ? tint(t.*pair.over, t.*pair.base) : t.*pair.base;
                QTest::addRow("%s: %s", qUtf8Printable(name), pair.what)
                    << name << t.*pair.over << base << target;
            };
            for (const Pair &pair : textPairs)
                add(pair, textTarget);
            for (const Pair &pair : partPairs)
                add(pair, partTarget);
        }
    }
    void everyPairReachesItsContrast()
    {
        QFETCH(QColor, over);
        QFETCH(QColor, base);
        QFETCH(qreal, target);
        const qreal reached = contrast(over, base);
        QVERIFY2(reached >= target,
            qPrintable(u"%1 on %2 is %3, not %4"_s.arg(over.name(), base.name()).arg(reached).arg(target)));
    }

    void initialsAreReadableOnEveryAvatar_data() { themes(); }
    void initialsAreReadableOnEveryAvatar()
    {
        QFETCH(QString, themeName);
        for (int i = 0; i < avatarColourCount; ++i) {
            const AvatarColours colours = avatarColours(byName(themeName), i);
            QVERIFY2(contrast(colours.text, colours.fill) >= textTarget, qPrintable(QString::number(i)));
        }
    }

    void aPersonKeepsTheColour()
    {
        const AvatarColours once = avatarColours(darkTheme(), u"Marina da Silva"_s);
        QCOMPARE(avatarColours(darkTheme(), u"Marina da Silva"_s).fill, once.fill);
        QSet<QRgb> used;
        for (int i = 0; i < 200; ++i)
            used.insert(avatarColours(darkTheme(), u"Paciente %1"_s.arg(i)).fill.rgb());
        QCOMPARE(used.size(), avatarColourCount);
    }

    void channelGlyphsAreVisible_data()
    {
        QTest::addColumn<QString>("channel");
        for (const char *name :
            {"whatsapp_cloud", "whatsapp_web", "instagram", "messenger", "email", "webchat", "?"})
            QTest::addRow("%s", name) << QString::fromLatin1(name);
    }
    void channelGlyphsAreVisible()
    {
        QFETCH(QString, channel);
        const ChannelLook look = channelLook(channel);
        QVERIFY(hasIcon(look.glyph));
        QVERIFY(contrast(Qt::white, look.colour) >= partTarget);
    }

    void contrastIsTheOneOfWcag()
    {
        QCOMPARE(qRound(contrast(Qt::white, Qt::black) * 100), 2100);
        QCOMPARE(qRound(contrast(QColor(0x0f172a), QColor(0xf1f5f9)) * 10), 163);
    }

    void everyIconIsDrawnSharpAtEveryScale_data()
    {
        QTest::addColumn<qreal>("ratio");
        QTest::newRow("100 %") << 1.0;
        QTest::newRow("125 %") << 1.25;
        QTest::newRow("200 %") << 2.0;
    }
    void everyIconIsDrawnSharpAtEveryScale()
    {
        QFETCH(qreal, ratio);
        int seen = 0;
        QDirIterator files(u":/acolhe/icons"_s, {u"*.svg"_s});
        while (files.hasNext()) {
            files.next();
            const QString name = files.fileInfo().completeBaseName();
            const QPixmap drawn = iconPixmap(name, 16, Qt::red, ratio);
            QCOMPARE(drawn.size(), QSize(qRound(16 * ratio), qRound(16 * ratio)));
            QCOMPARE(drawn.devicePixelRatio(), ratio);
            QVERIFY2(hasColour(drawn.toImage(), Qt::red), qPrintable(name));
            ++seen;
        }
        QVERIFY(seen > 60);
    }

    void iconsFollowTheTheme()
    {
        const QIcon shown = icon(u"check"_s, &Theme::ok);
        setTheme(darkTheme());
        QVERIFY(hasColour(shown.pixmap(32).toImage(), darkTheme().ok));
        setTheme(lightTheme());
        QVERIFY(hasColour(shown.pixmap(32).toImage(), lightTheme().ok));
        setTheme(darkTheme());
    }

    void theBundledFontIsUsed()
    {
        QVERIFY(loadFonts());
        QCOMPARE(QFontInfo(font(TextSize::Body)).family(), u"Inter"_s);
        QCOMPARE(QFontInfo(font(TextSize::Body, QFont::Bold)).weight(), int(QFont::Bold));
    }

    void theFontScaleIsBounded()
    {
        setFontScale(9);
        QCOMPARE(fontScale(), 1.5);
        QCOMPARE(font(TextSize::Body).pixelSize(), 21);
        setFontScale(1);
        QCOMPARE(font(TextSize::Body).pixelSize(), 14);
    }

private:
    static void themes()
    {
        QTest::addColumn<QString>("themeName");
        QTest::newRow("dark") << u"dark"_s;
        QTest::newRow("light") << u"light"_s;
    }

    static bool hasColour(const QImage &image, const QColor &colour)
    {
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor at = image.pixelColor(x, y);
                if (at.alpha() > 200 && qAbs(at.red() - colour.red()) < 12
                    && qAbs(at.green() - colour.green()) < 12 && qAbs(at.blue() - colour.blue()) < 12)
                    return true;
            }
        }
        return false;
    }
};

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
