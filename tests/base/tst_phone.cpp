// SPDX-License-Identifier: Apache-2.0
#include "backend/base/phone.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;

class TestPhone : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void twoSpellingsOfANumberAreOnePerson_data();
    void twoSpellingsOfANumberAreOnePerson();
    void aNumberIsShownAsBraziliansWriteIt();
};

void TestPhone::twoSpellingsOfANumberAreOnePerson_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("key");
    QTest::newRow("with the ninth digit") << u"5584987654321"_s << u"+5584987654321"_s;
    QTest::newRow("without it") << u"558487654321"_s << u"+5584987654321"_s;
    QTest::newRow("formatted") << u"+55 (84) 98765-4321"_s << u"+5584987654321"_s;
    QTest::newRow("national") << u"84987654321"_s << u"+5584987654321"_s;
    QTest::newRow("with device and host") << u"558487654321:12@s.whatsapp.net"_s << u"+5584987654321"_s;
    QTest::newRow("with the trunk prefix") << u"(011) 98765-4321"_s << u"+5511987654321"_s;
    QTest::newRow("without area code") << u"98765-4321"_s << u"+5584987654321"_s;
    QTest::newRow("landline keeps its digits") << u"558432123456"_s << u"+558432123456"_s;
    QTest::newRow("area code 55") << u"55987654321"_s << u"+5555987654321"_s;
    QTest::newRow("Portugal") << u"+351912345678"_s << u"+351912345678"_s;
    QTest::newRow("United States") << u"16505551234"_s << u"+16505551234"_s;
    QTest::newRow("no area code of Brazil") << u"5520987654321"_s << u"+5520987654321"_s;
    QTest::newRow("too short") << u"192"_s << QString();
    QTest::newRow("no digits") << u"maria"_s << QString();
}

void TestPhone::twoSpellingsOfANumberAreOnePerson()
{
    QFETCH(QString, given);
    QFETCH(QString, key);
    QCOMPARE(phoneKey(given, u"84"_s), key);
}

void TestPhone::aNumberIsShownAsBraziliansWriteIt()
{
    QCOMPARE(displayPhone(u"558487654321"_s), u"+55 (84) 98765-4321"_s);
    QCOMPARE(displayPhone(u"558432123456"_s), u"+55 (84) 3212-3456"_s);
    QCOMPARE(displayPhone(u"+351912345678"_s), u"+351912345678"_s);
}

QTEST_GUILESS_MAIN(TestPhone)
#include "tst_phone.moc"
