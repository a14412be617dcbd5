// SPDX-License-Identifier: Apache-2.0
#include "backend/base/crypto.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;

class TestCrypto : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void whatIsSealedOpensOnlyWithItsKeyAndContext();
    void aPasswordMatchesItsHashOnly();
    void hmacFollowsRfc4231();
    void tokensDifferAndTheirHashesAreStable();
};

void TestCrypto::initTestCase()
{
    QVERIFY(crypto::start());
    crypto::useFastPasswordsForTests();
}

void TestCrypto::whatIsSealedOpensOnlyWithItsKeyAndContext()
{
    const QByteArray key = crypto::randomBytes(crypto::keyBytes);
    const QByteArray sealed = crypto::seal("secret", key, "inbox/1");
    QVERIFY(!sealed.contains("secret"));
    QCOMPARE(*crypto::open(sealed, key, "inbox/1"), QByteArray("secret"));
    QVERIFY(!crypto::open(sealed, key, "inbox/2"));
    QVERIFY(!crypto::open(sealed, crypto::randomBytes(crypto::keyBytes), "inbox/1"));
    QVERIFY(!crypto::open(sealed.chopped(1), key, "inbox/1"));
    QVERIFY(!crypto::open({}, key, "inbox/1"));
}

void TestCrypto::aPasswordMatchesItsHashOnly()
{
    const QString hash = crypto::passwordHash(u"açaí com granola"_s);
    QVERIFY(hash.startsWith("$argon2id$"_L1));
    QVERIFY(crypto::passwordMatches(hash, u"açaí com granola"_s));
    QVERIFY(!crypto::passwordMatches(hash, u"acai com granola"_s));
    QVERIFY(!crypto::passwordMatches({}, u"x"_s));
}

void TestCrypto::hmacFollowsRfc4231()
{
    QCOMPARE(crypto::hmacSha256("Jefe", "what do ya want for nothing?").toHex(),
        QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
}

void TestCrypto::tokensDifferAndTheirHashesAreStable()
{
    const QString token = crypto::randomToken(u"acs_"_s);
    QVERIFY(token != crypto::randomToken(u"acs_"_s));
    QCOMPARE(token.size(), 4 + 43);
    QCOMPARE(crypto::tokenHash(token), crypto::tokenHash(token));
    QVERIFY(crypto::equal(crypto::tokenHash(token), crypto::tokenHash(token)));
    QVERIFY(!crypto::equal("a", "ab"));
}

QTEST_GUILESS_MAIN(TestCrypto)
#include "tst_crypto.moc"
