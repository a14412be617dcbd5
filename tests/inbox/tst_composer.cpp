// SPDX-License-Identifier: Apache-2.0
#include "tests/desktop/unnamed_controls.h"
#include "tests/support/manual_clock.h"
#include "ui/inbox/composer.h"
#include "ui/inbox/composer_notice.h"
#include "ui/style/look.h"
#include "ui/widgets/button.h"
#include "ui/widgets/growing_edit.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/label.h"
#include "ui/words/language.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace acolhe;
using namespace acolhe::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;

struct Fixture {
    tests::ManualClock clock;
    Composer composer{clock};
    GrowingEdit *edit = composer.findChild<GrowingEdit *>();
    ComposerNotice *notice = composer.findChild<ComposerNotice *>();

    Fixture()
    {
        composer.resize(700, 200);
        composer.show();
    }

    ComposerState open() const
    {
        ComposerState state;
        state.channel = u"WhatsApp"_s;
        state.windowExpiresAt = Timestamp{clock.nowMs() + 24 * hour};
        return state;
    }

    template <class Widget> Widget *byName(const QString &name) const
    {
        const auto all = composer.findChildren<Widget *>();
        for (Widget *widget : all) {
            if (widget->accessibleName() == name || widget->property("text").toString() == name)
                return widget;
        }
        return nullptr;
    }

    bool shows(const QString &part) const
    {
        const auto all = composer.findChildren<Label *>();
        return std::any_of(all.begin(), all.end(),
            [&](const Label *l) { return l->isVisible() && l->text().contains(part); });
    }
};

} // namespace

class ComposerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark);
        setLanguage(u"en"_s);
    }

    void returnSendsAndEmpties()
    {
        Fixture f;
        f.composer.setState(f.open());
        QSignalSpy sent(&f.composer, &Composer::sendRequested);
        QTest::keyClicks(f.edit, u"  Oi, Marina  "_s);
        QTest::keyClick(f.edit, Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
        QCOMPARE(sent.first().at(0).toString(), u"Oi, Marina"_s);
        QCOMPARE(f.composer.text(), QString());
    }

    void blanksAreNotSent()
    {
        Fixture f;
        f.composer.setState(f.open());
        QSignalSpy sent(&f.composer, &Composer::sendRequested);
        QTest::keyClicks(f.edit, u"   "_s);
        QTest::keyClick(f.edit, Qt::Key_Return);
        QCOMPARE(sent.count(), 0);
        QVERIFY(!f.byName<Button>(u"Send"_s)->isEnabled());
    }

    void theChannelIsNamed()
    {
        Fixture f;
        f.composer.setState(f.open());
        QVERIFY(f.edit->placeholderText().contains("WhatsApp"_L1));
    }

    void aNoteIsNeverSentToThePatient()
    {
        Fixture f;
        f.composer.setState(f.open());
        QSignalSpy sent(&f.composer, &Composer::sendRequested);
        QSignalSpy noted(&f.composer, &Composer::noteRequested);
        QTest::mouseClick(f.byName<IconButton>(u"Internal note"_s), Qt::LeftButton);
        QVERIFY(f.composer.isNote());
        QVERIFY(f.byName<Button>(u"Save note"_s));
        QTest::keyClicks(f.edit, u"Prefere tarde"_s);
        QTest::keyClick(f.edit, Qt::Key_Return);
        QCOMPARE(noted.count(), 1);
        QCOMPARE(noted.first().at(0).toString(), u"Prefere tarde"_s);
        QCOMPARE(sent.count(), 0);
        QVERIFY(!f.composer.isNote()); // one note at a time
    }

    void aNoteLooksDifferent()
    {
        Fixture f;
        f.composer.setState(f.open());
        const QImage reply = f.composer.grab().toImage();
        f.composer.setNote(true);
        const QImage note = f.composer.grab().toImage();
        QVERIFY(note.pixelColor(note.width() / 2, note.height() / 2)
            != reply.pixelColor(reply.width() / 2, reply.height() / 2));
    }

    void theWindowCountsDown_data()
    {
        QTest::addColumn<qint64>("left");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<bool>("open");
        QTest::newRow("fresh") << 24 * hour << u"23 h 55 min"_s << true;
        QTest::newRow("soon") << 2 * hour << u"1 h 55 min"_s << true;
        QTest::newRow("minutes") << 20 * minute << u"15 min"_s << true;
        QTest::newRow("inside the safety margin") << 4 * minute << QString() << false;
        QTest::newRow("over") << -hour << QString() << false;
    }
    void theWindowCountsDown()
    {
        QFETCH(qint64, left);
        QFETCH(QString, shown);
        QFETCH(bool, open);
        Fixture f;
        ComposerState state = f.open();
        state.windowExpiresAt = Timestamp{f.clock.nowMs() + left};
        f.composer.setState(state);
        QCOMPARE(f.composer.canReply(), open);
        QCOMPARE(f.edit->isVisible(), open);
        QCOMPARE(f.notice->isVisible(), !open);
        QVERIFY(f.shows(open ? shown : u"is closed"_s));
    }

    void aChannelWithoutAWindowShowsNone()
    {
        Fixture f;
        ComposerState state = f.open();
        state.windowExpiresAt.reset();
        f.composer.setState(state);
        QVERIFY(f.composer.canReply());
        QVERIFY(!f.shows(u"window"_s));
    }

    void withoutTheRightItSaysWhy_data()
    {
        QTest::addColumn<int>("access");
        QTest::addColumn<QString>("button");
        QTest::addColumn<QString>("why");
        QTest::newRow("in the queue") << int(ComposerState::InQueue) << u"Take it"_s << u"queue"_s;
        QTest::newRow("somebody else's")
            << int(ComposerState::SomebodyElses) << u"Take it over"_s << u"Diego"_s;
        QTest::newRow("closed") << int(ComposerState::Ended) << QString() << u"closed"_s;
    }
    void withoutTheRightItSaysWhy()
    {
        QFETCH(int, access);
        QFETCH(QString, button);
        QFETCH(QString, why);
        Fixture f;
        ComposerState state = f.open();
        state.access = ComposerState::Access(access);
        state.attendant = u"Diego"_s;
        f.composer.setState(state);
        QVERIFY(!f.edit->isVisible());
        QVERIFY(f.shows(why));
        if (button.isEmpty())
            return;
        QSignalSpy taken(&f.composer, &Composer::takeRequested);
        QTest::mouseClick(f.byName<Button>(button), Qt::LeftButton);
        QCOMPARE(taken.count(), 1);
    }

    void aNoteIsPossibleWhereAReplyIsNot()
    {
        Fixture f;
        ComposerState state = f.open();
        state.access = ComposerState::SomebodyElses;
        f.composer.setState(state);
        QSignalSpy noted(&f.composer, &Composer::noteRequested);
        QTest::mouseClick(f.byName<Button>(u"Internal note"_s), Qt::LeftButton);
        QVERIFY(f.edit->isVisible());
        QTest::keyClicks(f.edit, u"Ligar depois"_s);
        QTest::keyClick(f.edit, Qt::Key_Return);
        QCOMPARE(noted.count(), 1);
        QVERIFY(!f.edit->isVisible());
    }

    void nothingIsSentWhenTheWindowClosedMeanwhile()
    {
        Fixture f;
        f.composer.setState(f.open());
        QSignalSpy sent(&f.composer, &Composer::sendRequested);
        QTest::keyClicks(f.edit, u"Oi"_s);
        f.clock.advance(25 * hour);
        QTest::keyClick(f.edit, Qt::Key_Return);
        QCOMPARE(sent.count(), 0);
        QCOMPARE(f.composer.text(), u"Oi"_s); // and nothing is lost
    }

    void theQuoteCanBeTakenAway()
    {
        Fixture f;
        f.composer.setState(f.open());
        QSignalSpy cleared(&f.composer, &Composer::quoteCleared);
        f.composer.setQuote(u"Marina"_s, u"Consigo remarcar?"_s);
        QVERIFY(f.shows(u"Consigo"_s));
        QTest::keyClick(f.edit, Qt::Key_Escape);
        QCOMPARE(cleared.count(), 1);
        QVERIFY(!f.shows(u"Consigo"_s));
        f.composer.setQuote(u"Marina"_s, u"Consigo remarcar?"_s);
        QTest::mouseClick(f.byName<IconButton>(u"Do not reply to this message"_s), Qt::LeftButton);
        QCOMPARE(cleared.count(), 2);
    }

    void aTextTooLongSaysSo()
    {
        Fixture f;
        ComposerState state = f.open();
        state.maximumLength = 20;
        f.composer.setState(state);
        QTest::keyClicks(f.edit, u"uma frase bem comprida demais"_s);
        QCOMPARE(f.composer.text().size(), 20);
        QVERIFY(f.shows(u"too long"_s));
    }

    void everyControlHasAName()
    {
        Fixture f;
        f.composer.setState(f.open());
        QCOMPARE(desktop::unnamedControls(f.composer), QStringList());
    }
};

QTEST_MAIN(ComposerTest)
#include "tst_composer.moc"
