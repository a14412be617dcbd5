// SPDX-License-Identifier: Apache-2.0
#include "tests/support/server/api_client.h"
#include "tests/support/server/server_process.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe::tests;

namespace {

const QString password = u"o cavalo comeu tres ipês"_s;
const QByteArray pdf = "%PDF-1.7\n" + QByteArray(200'000, 'x') + "end";

} // namespace

/// Files over HTTP, against the real server.
class TestMediaOverHttp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aFileGoesUpAndComesDown();
    void aPartOfItComesToo();
    void whatIsKnownIsNotSentAgain();
    void strangersGetNothing();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();

private:
    Answer upload(const QByteArray &bytes, const QString &name, const QString &token)
    {
        return m_api->post(u"/media?fileName="_s + QString::fromLatin1(QUrl::toPercentEncoding(name)), bytes,
            {{"Authorization", "Bearer " + token.toLatin1()}, {"Content-Type", "application/octet-stream"}});
    }

    ServerProcess m_server;
    std::unique_ptr<ApiClient> m_api;
    QString m_token;
    QString m_url;
};

void TestMediaOverHttp::initTestCase()
{
    QVERIFY(m_server.init(u"Vida Plena"_s, u"ana@vida.example"_s, password));
    QVERIFY(m_server.addClinic(u"Sorriso"_s, u"rui@sorriso.example"_s, password));
    QVERIFY(m_server.start());
    m_api = std::make_unique<ApiClient>(m_server.url());
    m_token = m_api->signIn(u"ana@vida.example"_s, password);
    QVERIFY(!m_token.isEmpty());
    const Answer answer = upload(pdf, u"exame nº 1.pdf"_s, m_token);
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.json()["id"_L1].toInteger() > 0);
    QCOMPARE(answer.json()["kind"_L1].toString(), u"document"_s);
    QCOMPARE(answer.json()["mimeType"_L1].toString(), u"application/pdf"_s);
    QCOMPARE(answer.json()["size"_L1].toInteger(), pdf.size());
    m_url = answer.json()["url"_L1].toString();
}

void TestMediaOverHttp::aFileGoesUpAndComesDown()
{
    const Answer answer = m_api->get(m_url, m_token);
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body == pdf);
    QCOMPARE(answer.headers["content-type"], "application/pdf");
    QCOMPARE(answer.headers["x-content-type-options"], "nosniff");
    QCOMPARE(answer.headers["content-length"], QByteArray::number(pdf.size()));
    QCOMPARE(answer.headers["content-disposition"],
        "attachment; filename=\"exame n_ 1.pdf\"; filename*=UTF-8''exame%20n%C2%BA%201.pdf");
    QVERIFY(answer.headers["content-security-policy"].contains("sandbox"));
}

void TestMediaOverHttp::aPartOfItComesToo()
{
    const Answer part = m_api->get(m_url, m_token, {{"Range", "bytes=100000-"}});
    QCOMPARE(part.status, 206);
    QVERIFY(part.body == pdf.mid(100'000));
    QCOMPARE(part.headers["content-range"],
        "bytes 100000-" + QByteArray::number(pdf.size() - 1) + '/' + QByteArray::number(pdf.size()));
    QCOMPARE(m_api->get(m_url, m_token, {{"Range", "bytes=9000000-"}}).status, 416);
    const Answer changed = m_api->get(m_url, m_token, {{"Range", "bytes=0-1"}, {"If-Range", "\"other\""}});
    QCOMPARE(changed.status, 200);
    QVERIFY(changed.body == pdf);
}

void TestMediaOverHttp::whatIsKnownIsNotSentAgain()
{
    const QByteArray tag = m_api->get(m_url, m_token).headers["etag"];
    QVERIFY(!tag.isEmpty());
    QCOMPARE(m_api->get(m_url, m_token, {{"If-None-Match", tag}}).status, 304);
}

void TestMediaOverHttp::strangersGetNothing()
{
    QCOMPARE(m_api->get(m_url).status, 401);
    QCOMPARE(m_api->get(m_url, u"nonsense"_s).status, 401);
    const QString other = m_api->signIn(u"rui@sorriso.example"_s, password);
    QVERIFY(!other.isEmpty());
    QCOMPARE(m_api->get(m_url, other).status, 404);
    QCOMPARE(upload(pdf, u"a.pdf"_s, {}).status, 401);
}

void TestMediaOverHttp::nonsenseIsRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("no such file") << u"/media/999999"_s;
    QTest::newRow("no number") << u"/media/abc"_s;
    QTest::newRow("negative") << u"/media/-1"_s;
    QTest::newRow("huge") << u"/media/99999999999999999999"_s;
}

void TestMediaOverHttp::nonsenseIsRefused()
{
    QFETCH(QString, path);
    const Answer answer = m_api->get(path, m_token);
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.reason(), u"not_found"_s);
    QCOMPARE(upload({}, u"empty"_s, m_token).status, 400);
}

QTEST_GUILESS_MAIN(TestMediaOverHttp)
#include "tst_media.moc"
