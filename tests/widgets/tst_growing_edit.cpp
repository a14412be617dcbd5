// SPDX-License-Identifier: Apache-2.0
#include "ui/style/look.h"
#include "ui/widgets/growing_edit.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace acolhe::ui;
using namespace Qt::StringLiterals;

class GrowingEditTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(qApp), ThemeChoice::Dark); }

    void returnSendsAndShiftReturnBreaksTheLine()
    {
        GrowingEdit edit(u"Mensagem"_s);
        QSignalSpy submitted(&edit, &GrowingEdit::submitted);
        QTest::keyClicks(&edit, u"Oi"_s);
        QTest::keyClick(&edit, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(&edit, u"Marina"_s);
        QCOMPARE(submitted.count(), 0);
        QTest::keyClick(&edit, Qt::Key_Return);
        QTest::keyClick(&edit, Qt::Key_Enter);
        QCOMPARE(submitted.count(), 2);
        QCOMPARE(edit.text(), u"Oi\nMarina"_s);
    }

    void itGrowsWithTheTextUpToALimit()
    {
        GrowingEdit edit(u"Mensagem"_s);
        edit.resize(300, edit.height());
        edit.show();
        const int empty = edit.height();
        edit.setText(u"a\nb\nc\nd"_s);
        const int four = edit.height();
        QVERIFY(four > empty);
        edit.setText(u"linha\n"_s.repeated(100));
        QVERIFY(edit.height() > four);
        QVERIFY(edit.height() < 250);
        edit.setText({});
        QCOMPARE(edit.height(), empty);
    }

    void aLongLineGrowsItToo()
    {
        GrowingEdit edit(u"Mensagem"_s);
        edit.resize(300, edit.height());
        edit.show();
        const int empty = edit.height();
        edit.setText(u"palavra "_s.repeated(60));
        QVERIFY(edit.height() > empty);
    }

    void nothingLongerThanTheMaximumGetsIn_data()
    {
        QTest::addColumn<QString>("pasted");
        QTest::addColumn<int>("kept");
        QTest::newRow("fits") << QString(100, u'x') << 100;
        QTest::newRow("a megabyte") << QString(1'000'000, u'x') << 100;
        QTest::newRow("a character at the edge stays whole") << QString(99, u'x') + u"😀"_s << 99;
    }
    void nothingLongerThanTheMaximumGetsIn()
    {
        QFETCH(QString, pasted);
        QFETCH(int, kept);
        GrowingEdit edit(u"Mensagem"_s);
        edit.setMaximumLength(100);
        QSignalSpy cut(&edit, &GrowingEdit::cut);
        QGuiApplication::clipboard()->setText(pasted);
        QElapsedTimer timer;
        timer.start();
        edit.paste();
        QVERIFY(timer.elapsed() < 500);
        QCOMPARE(edit.text().size(), kept);
        QCOMPARE(cut.count(), pasted.size() > kept ? 1 : 0);
        QTest::keyClicks(&edit, u"yz"_s);
        QVERIFY(edit.text().size() <= 100);
    }

    void formattedTextIsPastedPlain()
    {
        GrowingEdit edit(u"Mensagem"_s);
        auto *data = new QMimeData;
        data->setHtml(u"<img src='file:///x'><b>Oi</b>"_s);
        data->setText(u"Oi"_s);
        QGuiApplication::clipboard()->setMimeData(data);
        edit.paste();
        QCOMPARE(edit.text(), u"Oi"_s);
    }

    void escapeIsTold()
    {
        GrowingEdit edit(u"Mensagem"_s);
        QSignalSpy escaped(&edit, &GrowingEdit::escaped);
        QTest::keyClick(&edit, Qt::Key_Escape);
        QCOMPARE(escaped.count(), 1);
    }
};

QTEST_MAIN(GrowingEditTest)
#include "tst_growing_edit.moc"
