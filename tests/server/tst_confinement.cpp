// SPDX-License-Identifier: Apache-2.0
#include "backend/server/confinement.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/prctl.h>
#include <sys/resource.h>

class TestConfinement : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void memoryStaysInTheProcess();
    void filesAreItsUsersAlone();
};

void TestConfinement::memoryStaysInTheProcess()
{
    acolhe::server::confineProcess();
    rlimit limit = {1, 1};
    QCOMPARE(::getrlimit(RLIMIT_CORE, &limit), 0);
    QCOMPARE(limit.rlim_cur, rlim_t(0));
    QCOMPARE(limit.rlim_max, rlim_t(0));
    QCOMPARE(::prctl(PR_GET_DUMPABLE), 0);
}

void TestConfinement::filesAreItsUsersAlone()
{
    acolhe::server::confineProcess();
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("folder")));
    for (const QString &name : {QStringLiteral("file"), QStringLiteral("folder")}) {
        const auto others = QFile::permissions(folder.filePath(name)) & QFile::Permissions(0x0077);
        QCOMPARE(others, QFile::Permissions());
    }
}

QTEST_GUILESS_MAIN(TestConfinement)
#include "tst_confinement.moc"
