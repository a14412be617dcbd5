// SPDX-License-Identifier: Apache-2.0
#include "backend/api/media/byte_range.h"

#include <QTest>

using namespace Qt::StringLiterals;
using acolhe::api::byteRange;
using acolhe::api::ByteRange;

class TestByteRange : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRangeIsAPartOrTheWhole_data();
    void aRangeIsAPartOrTheWhole();
};

void TestByteRange::aRangeIsAPartOrTheWhole_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("isPart");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("length");
    const auto part = [](const char *name, const QByteArray &header, qint64 from, qint64 length) {
        QTest::newRow(name) << header << true << from << length;
    };
    const auto whole = [](const char *name, const QByteArray &header) {
        QTest::newRow(name) << header << false << qint64(0) << qint64(0);
    };
    part("begin", "bytes=0-9", 0, 10);
    part("middle", "bytes=10-19", 10, 10);
    part("to the end", "bytes=90-", 90, 10);
    part("beyond the end", "bytes=90-500", 90, 10);
    part("the last", "bytes=-5", 95, 5);
    part("more than the last", "bytes=-500", 0, 100);
    part("outside", "bytes=100-", 0, 0);
    part("the last none", "bytes=-0", 100, 0);
    whole("none", "");
    whole("several", "bytes=0-1,5-6");
    whole("other unit", "lines=0-1");
    whole("turned round", "bytes=9-0");
    whole("no numbers", "bytes=a-b");
    whole("signs", "bytes=+1-2");
    whole("too large", "bytes=99999999999999999999-");
    whole("nothing", "bytes=-");
}

void TestByteRange::aRangeIsAPartOrTheWhole()
{
    QFETCH(QByteArray, header);
    QFETCH(bool, isPart);
    QFETCH(qint64, from);
    QFETCH(qint64, length);
    const auto range = byteRange(header, 100);
    QCOMPARE(range.has_value(), isPart);
    if (isPart)
        QCOMPARE(*range, (ByteRange{from, length}));
}

QTEST_GUILESS_MAIN(TestByteRange)
#include "tst_byte_range.moc"
