// SPDX-License-Identifier: Apache-2.0
#include "backend/base/exact_json.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;

class TestExactJson : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void largeIdsKeepEveryDigit();
    void digitsInsideTextAreLeftAlone();
    void brokenInputIsRefused_data();
    void brokenInputIsRefused();
};

void TestExactJson::largeIdsKeepEveryDigit()
{
    const auto read =
        parseExactJson(R"({"a":12345678901234567890123,"b":[9007199254740993,-9007199254740993],"c":42})");
    QVERIFY(read);
    QCOMPARE(idText(read->value("a"_L1)), u"12345678901234567890123"_s);
    QCOMPARE(idText(read->value("b"_L1)[0]), u"9007199254740993"_s);
    QCOMPARE(idText(read->value("b"_L1)[1]), u"-9007199254740993"_s);
    QCOMPARE(idText(read->value("c"_L1)), u"42"_s);
}

void TestExactJson::digitsInsideTextAreLeftAlone()
{
    const auto read =
        parseExactJson(R"({"t":"say \"12345678901234567890\" \\","n":1234567890.1234567,"z":1})");
    QVERIFY(read);
    QCOMPARE(read->value("t"_L1).toString(), u"say \"12345678901234567890\" \\"_s);
    QCOMPARE(read->value("n"_L1).toDouble(), 1234567890.1234567);
    QCOMPARE(read->value("z"_L1).toInteger(), 1);
}

void TestExactJson::brokenInputIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a list") << QByteArray("[1]");
    QTest::newRow("cut short") << QByteArray(R"({"a":"b)");
    QTest::newRow("ends in an escape") << QByteArray(R"({"a":"\)");
    QTest::newRow("too deep") << QByteArray(5000, '[');
    QTest::newRow("invalid UTF-8") << QByteArray("{\"a\":\"\xff\"}");
    QTest::newRow("a number too large") << QByteArray(R"({"a":1e999})");
    QTest::newRow("bare long integer as a name") << QByteArray("{12345678901234567:1");
}

void TestExactJson::brokenInputIsRefused()
{
    QFETCH(QByteArray, json);
    const auto read = parseExactJson(json);
    QVERIFY(!read);
    QCOMPARE(read.error().reason, Reason::ParseError);
}

QTEST_GUILESS_MAIN(TestExactJson)
#include "tst_exact_json.moc"
