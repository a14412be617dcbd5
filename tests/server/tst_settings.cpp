// SPDX-License-Identifier: Apache-2.0
#include "backend/server/settings.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using acolhe::server::Settings;

class TestSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theCommandLineWinsThenTheEnvironmentThenTheFile();
    void badOptionsGiveOneClearLine_data();
    void badOptionsGiveOneClearLine();
    void aCommandMayHaveTwoWords();
};

void TestSettings::theCommandLineWinsThenTheEnvironmentThenTheFile()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(u"acolhe.ini"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("data=/from/file\nlisten=127.0.0.1:1\npublic-url=https://file.example\nlog-json=true\n");
    file.close();
    const QMap<QString, QString> environment{{u"ACOLHE_CONFIG"_s, file.fileName()},
        {u"ACOLHE_LISTEN"_s, u"127.0.0.1:2"_s}, {u"ACOLHE_DATA"_s, u"/from/env"_s}};
    const auto settings = Settings::parse({u"serve"_s, u"--data=/from/line"_s}, environment);
    QVERIFY(settings);
    QCOMPARE(settings->value(u"data"_s), u"/from/line"_s);
    QCOMPARE(settings->value(u"listen"_s), u"127.0.0.1:2"_s);
    QCOMPARE(settings->value(u"public-url"_s), u"https://file.example"_s);
    QVERIFY(settings->flag(u"log-json"_s));
    QVERIFY(!settings->flag(u"insecure-listen"_s));
}

void TestSettings::badOptionsGiveOneClearLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("line");
    QTest::newRow("unknown command") << QStringList{u"fly"_s}
                                     << u"unknown command: fly (see acolhe-server --help)"_s;
    QTest::newRow("half a command") << QStringList{u"clinic"_s, u"--data"_s, u"x"_s}
                                    << u"unknown command: clinic --data (see acolhe-server --help)"_s;
    QTest::newRow("unknown option") << QStringList{u"serve"_s, u"--prot"_s, u"1"_s}
                                    << u"serve does not take --prot"_s;
    QTest::newRow("another command's")
        << QStringList{u"doctor"_s, u"--clinic"_s, u"1"_s} << u"doctor does not take --clinic"_s;
    QTest::newRow("without its value") << QStringList{u"serve"_s, u"--data"_s} << u"--data needs a value"_s;
    QTest::newRow("a stray word") << QStringList{u"serve"_s, u"now"_s} << u"unexpected argument: now"_s;
    QTest::newRow("a missing one") << QStringList{u"init"_s, u"--data"_s, u"d"_s} << u"init needs --clinic"_s;
    QTest::newRow("no such file") << QStringList{u"serve"_s, u"--config"_s, u"/nowhere.ini"_s}
                                  << u"cannot read the configuration file /nowhere.ini"_s;
}

void TestSettings::badOptionsGiveOneClearLine()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, line);
    const auto settings = Settings::parse(arguments, {});
    QVERIFY(!settings);
    QCOMPARE(settings.error().text, line);
}

void TestSettings::aCommandMayHaveTwoWords()
{
    const auto settings = Settings::parse({u"clinic"_s, u"list"_s, u"--data"_s, u"/d"_s}, {});
    QVERIFY(settings);
    QCOMPARE(settings->command(), u"clinic list"_s);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
