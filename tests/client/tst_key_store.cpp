// SPDX-License-Identifier: Apache-2.0
#include "backend/base/crypto.h"
#include "ui/client/key_store.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::client;

namespace {

/// A computer without a keychain.
class NoKeys final : public KeyStore {
public:
    static Error none() { return {Reason::ChannelUnavailable, u"no keychain"_s, {}, {}}; }
    Future<std::optional<QByteArray>> read(const QString &) override
    {
        return failed<std::optional<QByteArray>>(none());
    }
    Future<Done> write(const QString &, const QByteArray &) override { return failed<Done>(none()); }
    Future<Done> remove(const QString &) override { return failed<Done>(none()); }
};

} // namespace

class TestKeyStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void whatWasPutInIsThereUntilItGoes();
    void aKeyIsRandomAndStaysTheSame();
    void aKeyOfAWrongSizeIsMadeAnew();
    void withoutAKeychainThereIsNoKey();
    void theSystemsKeychainAlwaysAnswers();
};

template <class T> static Result<T> await(Future<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000))
        return Error::internal(u"no answer"_s);
    return future.result();
}

void TestKeyStore::whatWasPutInIsThereUntilItGoes()
{
    MemoryKeys keys;
    QVERIFY(!*await(keys.read(u"token"_s)));
    QVERIFY(await(keys.write(u"token"_s, "acs_1")));
    QCOMPARE(**await(keys.read(u"token"_s)), QByteArray("acs_1"));
    QVERIFY(await(keys.remove(u"token"_s)));
    QVERIFY(!*await(keys.read(u"token"_s)));
    QVERIFY(await(keys.remove(u"token"_s)));
}

void TestKeyStore::aKeyIsRandomAndStaysTheSame()
{
    MemoryKeys keys;
    const auto first = await(keyFrom(keys, u"a"_s));
    QCOMPARE(first->size(), crypto::keyBytes);
    QCOMPARE(*await(keyFrom(keys, u"a"_s)), *first);
    QVERIFY(*await(keyFrom(keys, u"b"_s)) != *first);
}

void TestKeyStore::aKeyOfAWrongSizeIsMadeAnew()
{
    MemoryKeys keys;
    QVERIFY(await(keys.write(u"a"_s, "short")));
    QCOMPARE(await(keyFrom(keys, u"a"_s))->size(), crypto::keyBytes);
}

void TestKeyStore::withoutAKeychainThereIsNoKey()
{
    NoKeys keys;
    const auto key = await(keyFrom(keys, u"a"_s));
    QVERIFY(!key);
    QCOMPARE(key.error().reason, Reason::ChannelUnavailable);
}

void TestKeyStore::theSystemsKeychainAlwaysAnswers()
{
    // With a keychain: there is nothing of that name. Without one: an error in time, no hanging.
    Keychain keys;
    const auto secret = await(keys.read(u"acolhe-tests-never-written"_s));
    if (secret)
        QVERIFY(!*secret);
    else
        QCOMPARE(secret.error().reason, Reason::ChannelUnavailable);
}

QTEST_GUILESS_MAIN(TestKeyStore)
#include "tst_key_store.moc"
