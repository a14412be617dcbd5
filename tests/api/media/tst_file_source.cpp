// SPDX-License-Identifier: Apache-2.0
#include "backend/api/media/file_source.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using acolhe::api::FileSource;

class TestFileSource : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_content.clear();
        for (int i = 0; m_content.size() < 3'000'000; ++i)
            m_content += QByteArray::number(i) + ' ';
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(m_content), m_content.size());
    }
    void aPartIsGivenExactly_data();
    void aPartIsGivenExactly();
    void aFileThatIsNotThereEndsEarly();
    void noMoreIsReadThanSomeAhead();

private:
    QString path() const { return m_folder.filePath(u"file"_s); }
    static QByteArray drain(FileSource &source)
    {
        QByteArray all;
        QSignalSpy ends(&source, &QIODevice::readChannelFinished);
        const auto read = [&] {
            for (QByteArray piece = source.read(10'000); !piece.isEmpty(); piece = source.read(10'000))
                all += piece;
        };
        QObject::connect(&source, &QIODevice::readyRead, &source, read);
        [&] { QTRY_COMPARE(ends.size(), 1); }();
        read();
        return all;
    }

    QTemporaryDir m_folder;
    QByteArray m_content;
    QThreadPool m_pool;
};

void TestFileSource::aPartIsGivenExactly_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("length");
    QTest::newRow("whole") << qint64(0) << qint64(3'000'000);
    QTest::newRow("a little") << qint64(17) << qint64(1);
    QTest::newRow("much") << qint64(1'000'003) << qint64(1'500'000);
}

void TestFileSource::aPartIsGivenExactly()
{
    QFETCH(qint64, from);
    QFETCH(qint64, length);
    FileSource source(path(), from, length, m_pool);
    QVERIFY(drain(source) == m_content.mid(from, length));
}

void TestFileSource::aFileThatIsNotThereEndsEarly()
{
    FileSource source(m_folder.filePath(u"none"_s), 0, 10, m_pool);
    QVERIFY(drain(source).isEmpty());
}

void TestFileSource::noMoreIsReadThanSomeAhead()
{
    FileSource source(path(), 0, 3'000'000, m_pool);
    QTRY_VERIFY(source.bytesAvailable() >= FileSource::aheadBytes);
    QVERIFY(m_pool.waitForDone());
    QCoreApplication::processEvents();
    QVERIFY(source.bytesAvailable() <= 2 * FileSource::aheadBytes);
}

QTEST_GUILESS_MAIN(TestFileSource)
#include "tst_file_source.moc"
