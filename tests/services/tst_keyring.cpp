// SPDX-License-Identifier: Apache-2.0
#include "backend/base/crypto.h"
#include "backend/services/keyring.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using services::Keyring;

class TestKeyring : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void init() { QVERIFY(m_directory.isValid()); }
    void whatIsSealedOpensAfterARestart();
    void theContextMustBeTheSame();
    void aNewKeySealsAndOldOnesStillOpen();
    void theFileIsTheOwnersOnly();
    void badFilesAreRefused_data();
    void badFilesAreRefused();

private:
    QString fileWith(const QByteArray &text)
    {
        const QString path = m_directory.filePath(u"key%1"_s.arg(++m_files));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
            qFatal("cannot write");
        file.write(text);
        return path;
    }

    QTemporaryDir m_directory;
    int m_files = 0;
};

static QByteArray keyLine(int number)
{
    return QByteArray::number(number) + ' ' + crypto::randomBytes(crypto::keyBytes).toBase64() + '\n';
}

void TestKeyring::whatIsSealedOpensAfterARestart()
{
    const QString path = m_directory.filePath(u"fresh"_s);
    const auto first = Keyring::loadOrCreate(path);
    QVERIFY2(first, first ? "" : qPrintable(first.error().text));
    const QMap<QString, QString> secrets{{u"accessToken"_s, u"canary-åß"_s}, {u"appSecret"_s, u"s"_s}};
    const QByteArray sealed = services::sealSecrets(*first, secrets, "inbox/7");
    QVERIFY(!sealed.contains("canary"));
    const auto again = Keyring::loadOrCreate(path);
    QVERIFY(again);
    const auto opened = services::openSecrets(*again, sealed, "inbox/7");
    QVERIFY(opened);
    QCOMPARE(*opened, secrets);
}

void TestKeyring::theContextMustBeTheSame()
{
    const auto keyring = Keyring::load(fileWith(keyLine(1)));
    QVERIFY(keyring);
    QVERIFY(!keyring->open(keyring->seal("x", "inbox/7"), "inbox/8"));
    QVERIFY(!keyring->open("abc", "inbox/7"));
    QVERIFY(!keyring->open({}, "inbox/7"));
}

void TestKeyring::aNewKeySealsAndOldOnesStillOpen()
{
    const QByteArray oldLine = keyLine(1);
    const QByteArray newLine = keyLine(2);
    const auto before = Keyring::load(fileWith(oldLine));
    const auto between = Keyring::load(fileWith(newLine + oldLine));
    const auto after = Keyring::load(fileWith(newLine));
    QVERIFY(before && between && after);
    QVERIFY(between->open(before->seal("x", "c"), "c"));
    QVERIFY(after->open(between->seal("x", "c"), "c"));
    QVERIFY(!after->open(before->seal("x", "c"), "c"));
}

void TestKeyring::theFileIsTheOwnersOnly()
{
    const QString path = m_directory.filePath(u"private"_s);
    QVERIFY(Keyring::loadOrCreate(path));
    QVERIFY(!QFile(path).permissions().testAnyFlags(QFile::ReadGroup | QFile::ReadOther));
    QVERIFY(QFile(path).setPermissions(QFile::ReadOwner | QFile::ReadGroup));
    const auto keyring = Keyring::loadOrCreate(path);
    QVERIFY(!keyring);
    QVERIFY(keyring.error().text.contains("chmod 600"_L1));
}

void TestKeyring::badFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no number") << QByteArray("x ") + crypto::randomBytes(32).toBase64();
    QTest::newRow("short key") << QByteArray("1 c2hvcnQ=");
    QTest::newRow("a word more") << keyLine(1).trimmed() + " x";
}

void TestKeyring::badFilesAreRefused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Keyring::load(fileWith(text)));
    QVERIFY(!Keyring::load(m_directory.filePath(u"nowhere"_s)));
}

QTEST_GUILESS_MAIN(TestKeyring)
#include "tst_keyring.moc"
