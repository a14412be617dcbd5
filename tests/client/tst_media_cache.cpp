// SPDX-License-Identifier: Apache-2.0
#include "backend/base/crypto.h"
#include "ui/client/media_cache.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using client::MediaCache;

class TestMediaCache : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::start()); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_key = crypto::randomBytes(crypto::keyBytes);
    }
    void whatWasWrittenIsReadByTheNextRun();
    void theDiskHoldsNothingReadable();
    void anotherKeyOpensNothing();
    void theDiskIsBounded();
    void withoutAFolderItIsInMemoryOnly();
    void destroyedIsGone();

private:
    QString path() const { return m_folder->filePath(u"files"_s); }
    static QByteArray read(MediaCache &cache, qint64 id)
    {
        auto future = cache.read(id);
        [&] { QTRY_VERIFY(future.isFinished()); }();
        return future.result() ? *future.result() : QByteArray("failed");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_key;
};

void TestMediaCache::whatWasWrittenIsReadByTheNextRun()
{
    {
        MediaCache cache(path(), m_key);
        cache.write(7, "uma radiografia");
        QCOMPARE(cache.inMemory(7), "uma radiografia");
    }
    MediaCache cache(path(), m_key);
    QVERIFY(cache.inMemory(7).isEmpty());
    QCOMPARE(read(cache, 7), "uma radiografia");
    QCOMPARE(cache.inMemory(7), "uma radiografia");
    QVERIFY(read(cache, 8).isEmpty());
}

void TestMediaCache::theDiskHoldsNothingReadable()
{
    {
        MediaCache cache(path(), m_key);
        cache.write(7, "uma radiografia");
    }
    const QFileInfoList files = QDir(path()).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QFile file(files.first().filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("radiografia"));
}

void TestMediaCache::anotherKeyOpensNothing()
{
    {
        MediaCache cache(path(), m_key);
        cache.write(7, "uma radiografia");
    }
    MediaCache other(path(), crypto::randomBytes(crypto::keyBytes));
    QVERIFY(read(other, 7).isEmpty());
}

void TestMediaCache::theDiskIsBounded()
{
    {
        MediaCache cache(path(), m_key, {1024 * 1024, 50'000});
        for (int i = 0; i < 20; ++i)
            cache.write(i, QByteArray(10'000, 'x'));
    }
    qint64 total = 0;
    for (const QFileInfo &file : QDir(path()).entryInfoList(QDir::Files))
        total += file.size();
    QVERIFY(total > 20'000 && total <= 50'000);
}

void TestMediaCache::withoutAFolderItIsInMemoryOnly()
{
    MediaCache cache({}, {}, {100 * 1024, 0});
    cache.write(1, QByteArray(60 * 1024, 'x'));
    cache.write(2, QByteArray(60 * 1024, 'y'));
    QVERIFY(read(cache, 1).isEmpty()); // it made room
    QCOMPARE(read(cache, 2).size(), 60 * 1024);
}

void TestMediaCache::destroyedIsGone()
{
    {
        MediaCache cache(path(), m_key);
        cache.write(7, "uma radiografia");
        cache.destroy();
        QVERIFY(cache.inMemory(7).isEmpty());
    }
    QVERIFY(!QDir(path()).exists());
}

QTEST_GUILESS_MAIN(TestMediaCache)
#include "tst_media_cache.moc"
