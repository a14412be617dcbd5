// SPDX-License-Identifier: Apache-2.0
#include "tests/inbox/inbox_screen.h"
#include "ui/inbox/quick_replies.h"
#include "ui/inbox/quick_reply_chooser.h"
#include "ui/style/look.h"
#include "ui/widgets/icon_button.h"
#include "ui/words/language.h"

#include <QApplication>
#include <QListWidget>

using namespace acolhe;
using namespace acolhe::ui;
using namespace Qt::StringLiterals;

namespace {

const QString greeting = u"Olá, Marina! Aqui é Paula Reis, da Vida Plena."_s;

struct Desk : samples::Screen {
    QuickReplyChooser *chooser = view.findChild<QuickReplyChooser *>();
    QListWidget *offered = chooser->findChild<QListWidget *>();

    Desk()
    {
        active();
        click(0);
        edit->setFocus();
    }

    /// Accents are typed as one does on a keyboard that has them.
    void type(const QString &text) { QTest::keyClicks(edit, text); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(edit, key, modifiers); }
};

} // namespace

class QuickRepliesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark);
        setLanguage(u"en"_s);
    }

    void variablesAreFilledIn_data()
    {
        QTest::addColumn<QString>("patient");
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("written");
        const QString marina = u"Marina da Silva"_s;
        QTest::newRow("first name") << marina << u"Oi, {{patient.firstName}}!"_s << u"Oi, Marina!"_s;
        QTest::newRow("with blanks") << marina << u"{{ patient.name }}"_s << marina;
        QTest::newRow("all") << u"Ana"_s << u"{{patient.name}}, {{attendant.firstName}}, {{clinic.name}}"_s
                             << u"Ana, Paula, Vida Plena"_s;
        QTest::newRow("unknown") << marina << u"Senha {{token}}"_s << u"Senha {{token}}"_s;
        QTest::newRow("a number is no name")
            << u"+55 84 90122-4578"_s << u"Oi, {{patient.firstName}}"_s << u"Oi, {{patient.firstName}}"_s;
        QTest::newRow("a name is no variable")
            << u"{{clinic.name}}"_s << u"Oi, {{patient.name}}"_s << u"Oi, {{clinic.name}}"_s;
    }
    void variablesAreFilledIn()
    {
        QFETCH(QString, patient);
        QFETCH(QString, content);
        const auto values = quickReplyValues(patient, u"Paula Reis"_s, u"Vida Plena"_s);
        QTEST(filledIn({{{1}, u"t"_s, content, {}, {}}}, values).constFirst().content, "written");
    }

    void theLikeliestIsFirst_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QStringList>("titles");
        QTest::newRow("nothing typed") << QString() << QStringList{u"Exame"_s, u"Saudação"_s, u"Preparo"_s};
        QTest::newRow("shortcut before title") << u"ex"_s << QStringList{u"Preparo"_s, u"Exame"_s};
        QTest::newRow("without accents") << u"SAUDACAO"_s << QStringList{u"Saudação"_s};
        QTest::newRow("content") << u"jejum"_s << QStringList{u"Preparo"_s};
        QTest::newRow("letters in their order") << u"sdc"_s << QStringList{u"Saudação"_s};
        QTest::newRow("letters within a word") << u"xam"_s << QStringList{u"Exame"_s};
        QTest::newRow("one letter of a title is none") << u"m"_s << QStringList{u"Exame"_s, u"Preparo"_s};
        QTest::newRow("none") << u"xyz"_s << QStringList();
    }
    void theLikeliestIsFirst()
    {
        QFETCH(QString, query);
        const QList<QuickReply> all{{{1}, u"Exame"_s, u"Traga o pedido."_s, {}, {}},
            {{2}, u"Saudação"_s, u"Olá!"_s, {}, u"oi"_s},
            {{3}, u"Preparo"_s, u"Jejum de 8 h."_s, {}, u"exj"_s}};
        QStringList found;
        for (const QuickReply &reply : matching(all, query))
            found << reply.title;
        QTEST(found, "titles");
    }

    void slashOffersAndReturnWrites()
    {
        Desk d;
        d.type(u"/"_s);
        QVERIFY(d.chooser->isVisible());
        QCOMPARE(d.offered->count(), 3);
        d.type(u"oi"_s);
        QCOMPARE(d.offered->count(), 1);
        d.press(Qt::Key_Return);
        QVERIFY(!d.chooser->isVisible());
        QCOMPARE(d.edit->text(), greeting);
        QVERIFY(d.edit->hasFocus());
        d.press(Qt::Key_Return);
        QCOMPARE(d.lastAsked(), u"send 1: "_s + greeting);
    }

    void arrowsWalkAround()
    {
        Desk d;
        d.type(u"/"_s);
        d.press(Qt::Key_Down);
        QCOMPARE(d.offered->currentRow(), 1);
        d.press(Qt::Key_Up);
        d.press(Qt::Key_Up);
        QCOMPARE(d.offered->currentRow(), 2);
        d.press(Qt::Key_Down);
        d.press(Qt::Key_Down);
        d.press(Qt::Key_Tab);
        QCOMPARE(d.edit->text(), u"Jejum de 8 horas."_s);
    }

    void escapeLeavesWhatWasTyped()
    {
        Desk d;
        d.type(u"/oi"_s);
        d.press(Qt::Key_Escape);
        QVERIFY(!d.chooser->isVisible());
        d.type(u" "_s);
        QVERIFY(!d.chooser->isVisible()); // not again for this line
        QCOMPARE(d.edit->text(), u"/oi "_s);
        d.edit->selectAll();
        d.press(Qt::Key_Delete);
        d.type(u"/"_s);
        QVERIFY(d.chooser->isVisible());
    }

    void onlyTheStartOfALineCounts()
    {
        Desk d;
        d.type(u"entre 8/"_s);
        QVERIFY(!d.chooser->isVisible());
        d.press(Qt::Key_Return, Qt::ShiftModifier);
        d.type(u"/jejum"_s);
        QVERIFY(d.chooser->isVisible());
        d.press(Qt::Key_Return);
        QCOMPARE(d.edit->text(), u"entre 8/\nJejum de 8 horas."_s);
    }

    void whatMatchesNothingIsText()
    {
        Desk d;
        d.type(u"/xyz"_s);
        QVERIFY(!d.chooser->isVisible());
        d.press(Qt::Key_Return);
        QCOMPARE(d.lastAsked(), u"send 1: /xyz"_s);
    }

    void aGapIsNotSent()
    {
        Desk d;
        const qsizetype before = d.desk.asked.size();
        d.type(u"/protocolo"_s);
        d.press(Qt::Key_Return);
        QCOMPARE(d.edit->textCursor().selectedText(), u"{{protocol}}"_s);
        d.press(Qt::Key_Right);
        d.press(Qt::Key_Return);
        QCOMPARE(d.desk.asked.size(), before);
        d.type(u"4711"_s); // over the gap, which is selected again
        d.press(Qt::Key_End);
        d.press(Qt::Key_Return);
        QCOMPARE(d.lastAsked(), u"send 1: O seu protocolo é 4711."_s);
    }

    void notesHaveNone()
    {
        Desk d;
        d.composer->setNote(true);
        d.type(u"/"_s);
        QVERIFY(!d.chooser->isVisible());
    }

    void aDraftThatBeginsWithASlashAsksNothing()
    {
        Desk d;
        d.type(u"/o"_s);
        d.click(1);
        QVERIFY(!d.chooser->isVisible());
        d.click(0);
        QCOMPARE(d.edit->text(), u"/o"_s);
        QVERIFY(!d.chooser->isVisible());
    }

    void theMouseChoosesToo()
    {
        Desk d;
        const auto buttons = d.composer->findChildren<IconButton *>();
        for (IconButton *button : buttons) {
            if (button->accessibleName() == "Quick replies"_L1)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QVERIFY(d.chooser->isVisible());
        QCoreApplication::processEvents(); // laid out
        QTest::mouseClick(d.offered->viewport(), Qt::LeftButton, {},
            d.offered->visualItemRect(d.offered->item(1)).center());
        QCOMPARE(d.edit->text(), u"Jejum de 8 horas."_s);
    }
};

QTEST_MAIN(QuickRepliesTest)
#include "tst_quick_replies.moc"
