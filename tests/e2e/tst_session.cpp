// SPDX-License-Identifier: Apache-2.0
// From one start of the program to the next, over the server within the program.
#include "app/desktop/desktop.h"
#include "backend/base/crypto.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;

namespace {

const QString email = u"ana@vida.example"_s;
const QString password = u"caminho-de-pedra-azul"_s;

/// A computer without a keychain.
class NoKeys final : public client::KeyStore {
public:
    Future<std::optional<QByteArray>> read(const QString &) override
    {
        return failed<std::optional<QByteArray>>(none());
    }
    Future<Done> write(const QString &, const QByteArray &) override { return failed<Done>(none()); }
    Future<Done> remove(const QString &) override { return failed<Done>(none()); }

private:
    static Error none() { return {Reason::ChannelUnavailable, u"no keychain"_s, {}, {}}; }
};

} // namespace

class TestSession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::start());
        crypto::useFastPasswordsForTests();
    }
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void whoIsRememberedNeedNotSignInAgain();
    void whoIsNotRememberedSignsInAgain();
    void signingOutForgetsEverything();
    void aTokenThatDiedLeadsToTheLogin();
    void withoutAKeychainNothingIsKept();

private:
    desktop::Arguments arguments() const;
    void setUpAndSignIn(client::KeyStore &keys, bool remember);
    void signIn(desktop::Desktop &desktop, bool remember);
    QStringList mirrors() const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

desktop::Arguments TestSession::arguments() const
{
    desktop::Arguments arguments;
    arguments.embedded = true;
    arguments.dataDir = m_dir->filePath(u"server"_s);
    arguments.profileDir = m_dir->filePath(u"profile"_s);
    return arguments;
}

QStringList TestSession::mirrors() const
{
    return QDir(m_dir->filePath(u"profile/mirrors"_s)).entryList({u"*.db"_s}, QDir::Files);
}

void TestSession::signIn(desktop::Desktop &desktop, bool remember)
{
    Q_EMIT desktop.window().login().signInRequested({{}, email, password, {}, remember});
    QTRY_VERIFY_WITH_TIMEOUT(desktop.window().inbox(), 20'000);
}

void TestSession::setUpAndSignIn(client::KeyStore &keys, bool remember)
{
    desktop::Desktop desktop(arguments(), keys);
    desktop.show();
    Q_EMIT desktop.window().login().setUpRequested({u"Vida Plena"_s, u"Ana"_s, email, password});
    QTRY_VERIFY_WITH_TIMEOUT(desktop.isConnected(), 20'000);
    signIn(desktop, remember);
    QVERIFY(desktop.desk()->me().isValid());
}

void TestSession::whoIsRememberedNeedNotSignInAgain()
{
    client::MemoryKeys keys;
    setUpAndSignIn(keys, true);
    QCOMPARE(mirrors().size(), 1);
    desktop::Desktop desktop(arguments(), keys);
    desktop.show();
    QTRY_VERIFY_WITH_TIMEOUT(desktop.window().inbox(), 20'000);
    QVERIFY(desktop.desk()->me().isValid());
}

void TestSession::whoIsNotRememberedSignsInAgain()
{
    client::MemoryKeys keys;
    setUpAndSignIn(keys, false);
    desktop::Desktop desktop(arguments(), keys);
    desktop.show();
    QTRY_VERIFY_WITH_TIMEOUT(desktop.isConnected(), 20'000);
    QVERIFY(!desktop.window().inbox());
    signIn(desktop, false);
}

void TestSession::signingOutForgetsEverything()
{
    client::MemoryKeys keys;
    setUpAndSignIn(keys, true);
    {
        desktop::Desktop desktop(arguments(), keys);
        desktop.show();
        QTRY_VERIFY_WITH_TIMEOUT(desktop.window().inbox(), 20'000);
        Q_EMIT desktop.window().signOutRequested();
        QVERIFY(!desktop.window().inbox());
    }
    QCOMPARE(keys.names(), QStringList());
    QCOMPARE(mirrors(), QStringList());
}

void TestSession::aTokenThatDiedLeadsToTheLogin()
{
    client::MemoryKeys keys;
    setUpAndSignIn(keys, true);
    const QStringList names = keys.names();
    for (const QString &name : names) {
        if (name.startsWith("token/"_L1))
            QVERIFY(keys.write(name, "acs_of-another-time").result());
    }
    desktop::Desktop desktop(arguments(), keys);
    desktop.show();
    QTRY_VERIFY_WITH_TIMEOUT(keys.names().filter(u"token/"_s).isEmpty(), 20'000);
    QTRY_VERIFY(!desktop.window().inbox());
    signIn(desktop, true);
    QCOMPARE(mirrors().size(), 1); // what was not sent is still there
}

void TestSession::withoutAKeychainNothingIsKept()
{
    NoKeys keys;
    setUpAndSignIn(keys, true);
    QCOMPARE(mirrors(), QStringList());
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    TestSession test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_session.moc"
