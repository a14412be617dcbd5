// SPDX-License-Identifier: Apache-2.0
#include "backend/base/text.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;

class TestText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatNoDatabaseHoldsIsReplaced_data();
    void whatNoDatabaseHoldsIsReplaced();
    void searchIgnoresAccentsAndCase();
    void aPreviewIsOneBoundedLine();
    void initialsComeFromTheFirstAndLastWord_data();
    void initialsComeFromTheFirstAndLastWord();
};

void TestText::whatNoDatabaseHoldsIsReplaced_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("kept");
    QTest::newRow("plain") << u"Olá, João"_s << u"Olá, João"_s;
    QTest::newRow("line breaks and tabs") << u"a\n\tb"_s << u"a\n\tb"_s;
    QTest::newRow("emoji") << u"\U0001F600"_s << u"\U0001F600"_s;
    QTest::newRow("NUL") << QString(u"a"_s + QChar(0) + u'b') << u"a\uFFFDb"_s;
    QTest::newRow("high alone") << QString(QString(QChar(0xD800)) + u'z') << u"\uFFFDz"_s;
    QTest::newRow("low alone") << QString(u'z' + QString(QChar(0xDC00))) << u"z\uFFFD"_s;
    QTest::newRow("the wrong way round")
        << QString(QString(QChar(0xDC00)) + QChar(0xD800)) << u"\uFFFD\uFFFD"_s;
}

void TestText::whatNoDatabaseHoldsIsReplaced()
{
    QFETCH(QString, given);
    QFETCH(QString, kept);
    QCOMPARE(cleanText(given), kept);
    QVERIFY(isClean(kept));
}

void TestText::searchIgnoresAccentsAndCase()
{
    QCOMPARE(folded(u"AÇÃO Avó"_s), u"acao avo"_s);
    QCOMPARE(folded(u"ﬁsio"_s), u"fisio"_s);
}

void TestText::aPreviewIsOneBoundedLine()
{
    QCOMPARE(preview(u"a\n b"_s, 10), u"a b"_s);
    QCOMPARE(preview(u"abcdef"_s, 4), u"abc…"_s);
    QCOMPARE(preview(u"ab\U0001F600cd"_s, 4), u"ab…"_s);
    QVERIFY(preview(QString(1'000'000, u'x'), 80).size() <= 80);
}

void TestText::initialsComeFromTheFirstAndLastWord_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("letters");
    QTest::newRow("two names") << u"Marina Silva"_s << u"MS"_s;
    QTest::newRow("particles between") << u"Marina da Silva"_s << u"MS"_s;
    QTest::newRow("one name") << u"joão"_s << u"J"_s;
    QTest::newRow("accents") << u"Élcio Ávila"_s << u"ÉÁ"_s;
    QTest::newRow("emoji around") << u"🌸 Ana 🌸"_s << u"A"_s;
    QTest::newRow("a phone") << u"+55 84 98765-4321"_s << QString();
    QTest::newRow("nothing") << u" "_s << QString();
    QTest::newRow("beyond the first plane") << u"𝒜na 𝒮ilva"_s << u"𝒜𝒮"_s;
}

void TestText::initialsComeFromTheFirstAndLastWord()
{
    QFETCH(QString, name);
    QFETCH(QString, letters);
    QCOMPARE(initials(name), letters);
}

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
