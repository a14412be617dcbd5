// SPDX-License-Identifier: Apache-2.0
#include "backend/backup/sealed_file.h"
#include "backend/base/crypto.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using backup::SealedReader;
using backup::SealedWriter;

constexpr qsizetype chunk = 64 * 1024;
constexpr qsizetype sealedChunk = chunk + 17;
constexpr qsizetype beginning = 28 + 24; ///< preamble and the stream's header

class TestSealedFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void whatIsSealedComesBack_data();
    void whatIsSealedComesBack();
    void nothingOfItIsReadable();
    void aChangedByteAnywhereIsFound();
    void aChangedByteInALaterChunkIsFound();
    void aCutIsFound_data();
    void aCutIsFound();
    void chunksThatMovedAreFound_data();
    void chunksThatMovedAreFound();
    void anotherKeyIsTold();
    void aFileThatIsThereIsNotTouched();

private:
    QString path() const { return m_dir->filePath(u"sealed"_s); }
    QByteArray seal(const QByteArray &plain);
    bool opens(const QByteArray &sealed, qsizetype size);

    QByteArray m_key;
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestSealedFile::initTestCase()
{
    QVERIFY(crypto::start());
    m_key = crypto::randomBytes(crypto::keyBytes);
}

/// The bytes of the sealed file.
QByteArray TestSealedFile::seal(const QByteArray &plain)
{
    QFile::remove(path());
    QFile file(path());
    auto writer = SealedWriter::create(file, m_key);
    if (!writer || !(*writer)->write(plain) || !(*writer)->end())
        return {};
    file.close();
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Whether so many bytes of plain text come out of a file with these, and nothing after them.
bool TestSealedFile::opens(const QByteArray &sealed, qsizetype size)
{
    QFile file(path());
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(sealed) != sealed.size())
        qFatal("cannot write");
    file.close();
    const auto reader = SealedReader::open(path(), m_key);
    return reader && (*reader)->read(size) && (*reader)->expectEnd();
}

void TestSealedFile::whatIsSealedComesBack_data()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size :
        {qsizetype(0), qsizetype(1), chunk - 1, chunk, chunk + 1, 3 * chunk, 3 * chunk + 5})
        QTest::addRow("%lld", qlonglong(size)) << size;
}

void TestSealedFile::whatIsSealedComesBack()
{
    QFETCH(qsizetype, size);
    const QByteArray plain = crypto::randomBytes(int(size));
    const QByteArray sealed = seal(plain);
    QVERIFY(!sealed.isEmpty());
    QCOMPARE(QFileInfo(path()).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    auto reader = SealedReader::open(path(), m_key);
    QVERIFY(reader);
    QByteArray read;
    while (read.size() < size) {
        const auto some = (*reader)->read(std::min<qsizetype>(size - read.size(), 10'007));
        QVERIFY(some);
        read += *some;
    }
    QVERIFY(read == plain);
    QVERIFY((*reader)->expectEnd());
    QVERIFY(!(*reader)->read(1));
}

void TestSealedFile::nothingOfItIsReadable()
{
    const QByteArray sealed = seal(QByteArray("Marina tem consulta na quinta").repeated(10'000));
    QVERIFY(sealed.size() > 290'000);
    QVERIFY(!sealed.contains("Marina"));
    QVERIFY(backup::looksSealed(path()));
}

void TestSealedFile::aChangedByteAnywhereIsFound()
{
    const QByteArray sealed = seal("Quinta às 14h");
    QVERIFY(opens(sealed, 14));
    for (qsizetype i = 0; i < sealed.size(); ++i) {
        for (const char bit : {'\x01', '\x40'}) {
            QByteArray changed = sealed;
            changed[i] = char(changed[i] ^ bit);
            QVERIFY2(!opens(changed, 14), qPrintable(QString::number(i)));
        }
    }
}

void TestSealedFile::aChangedByteInALaterChunkIsFound()
{
    const QByteArray sealed = seal(QByteArray(4 * chunk, 'x'));
    QVERIFY(opens(sealed, 4 * chunk));
    for (qsizetype i = beginning; i < sealed.size(); i += 9973) {
        QByteArray changed = sealed;
        changed[i] = char(changed[i] ^ 1);
        QVERIFY2(!opens(changed, 4 * chunk), qPrintable(QString::number(i)));
    }
}

void TestSealedFile::aCutIsFound_data()
{
    QTest::addColumn<qsizetype>("size"); ///< that is left
    QTest::newRow("all") << qsizetype(0);
    QTest::newRow("in the preamble") << qsizetype(10);
    QTest::newRow("after the preamble") << qsizetype(28);
    QTest::newRow("after the header") << beginning;
    QTest::newRow("in a chunk") << beginning + 1000;
    QTest::newRow("after the first chunk") << beginning + sealedChunk;
    QTest::newRow("after the second chunk") << beginning + 2 * sealedChunk;
    QTest::newRow("one byte") << beginning + 2 * sealedChunk + 17 + 4;
}

void TestSealedFile::aCutIsFound()
{
    QFETCH(qsizetype, size);
    const QByteArray sealed = seal(QByteArray(2 * chunk + 5, 'x'));
    QCOMPARE(sealed.size(), beginning + 2 * sealedChunk + 17 + 5);
    QVERIFY(!opens(sealed.first(size), 2 * chunk + 5));
    QVERIFY(!opens(sealed.first(size), std::min(2 * chunk, std::max<qsizetype>(size - beginning - 17, 0))));
}

void TestSealedFile::chunksThatMovedAreFound_data()
{
    QTest::addColumn<QList<int>>("order");
    QTest::newRow("exchanged") << QList<int>{1, 0, 2};
    QTest::newRow("doubled") << QList<int>{0, 0, 1, 2};
    QTest::newRow("left out") << QList<int>{0, 2};
    QTest::newRow("something after the last") << QList<int>{0, 1, 2, 2};
}

void TestSealedFile::chunksThatMovedAreFound()
{
    QFETCH(QList<int>, order);
    const QByteArray sealed =
        seal(crypto::randomBytes(3 * chunk - 17)); // the last one is as long as the others
    QByteArray moved = sealed.first(beginning);
    for (const int which : order)
        moved += sealed.mid(beginning + which * sealedChunk, sealedChunk);
    const auto size = qsizetype(order.size()) * chunk - 17;
    for (const qsizetype wanted : {size, 3 * chunk - 17, size - chunk})
        QVERIFY(!opens(moved, wanted));
}

void TestSealedFile::anotherKeyIsTold()
{
    QVERIFY(!seal("x").isEmpty());
    const auto reader = SealedReader::open(path(), crypto::randomBytes(crypto::keyBytes));
    QVERIFY(!reader);
    QVERIFY(reader.error().text.contains(u"sealed with another key"_s));
}

void TestSealedFile::aFileThatIsThereIsNotTouched()
{
    const QByteArray sealed = seal("x");
    QFile file(path());
    QVERIFY(!SealedWriter::create(file, m_key));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), sealed);
}

QTEST_GUILESS_MAIN(TestSealedFile)
#include "tst_sealed_file.moc"
