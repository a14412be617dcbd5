// SPDX-License-Identifier: Apache-2.0
#include "backend/api/rpc/json_rpc.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace acolhe;
using namespace acolhe::api;

class TestJsonRpc : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void messagesAreReadAsTheSpecificationSays_data();
    void messagesAreReadAsTheSpecificationSays();
    void idsComeBackExactly_data();
    void idsComeBackExactly();
    void aBatchIsBounded();
};

/// "id method params" of each call, or "id !reason".
static QString described(const RpcMessage &message)
{
    QStringList calls;
    for (const RpcCall &call : message.calls) {
        const QString id =
            QString::fromUtf8(QJsonDocument(QJsonArray{call.id}).toJson(QJsonDocument::Compact));
        const QString params =
            QString::fromUtf8(QJsonDocument(call.params.toObject()).toJson(QJsonDocument::Compact));
        const QString what = call.problem ? u"!%1"_s.arg(int(call.problem->reason))
                                          : QString::fromUtf8(call.method) + u' ' + params;
        calls.append((call.isNotification() ? u"-"_s : id) + u' ' + what);
    }
    return (message.batch ? u"batch: "_s : QString()) + calls.join(u"; "_s);
}

void TestJsonRpc::messagesAreReadAsTheSpecificationSays_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("read");
    const QString parse = u"[null] !%1"_s.arg(int(Reason::ParseError));
    const QString invalid = u"[null] !%1"_s.arg(int(Reason::InvalidRequest));
    const QString call = R"({"jsonrpc":"2.0","method":"a","params":{"b":1},"id":7})"_L1;
    QTest::newRow("call") << call.toUtf8() << u"[7] a {\"b\":1}"_s;
    QTest::newRow("without params") << QByteArray(R"({"jsonrpc":"2.0","method":"a","id":"x"})")
                                    << u"[\"x\"] a {}"_s;
    QTest::newRow("notification") << QByteArray(R"({"jsonrpc":"2.0","method":"a"})") << u"- a {}"_s;
    QTest::newRow("null id") << QByteArray(R"({"jsonrpc":"2.0","method":"a","id":null})") << u"[null] a {}"_s;
    QTest::newRow("no JSON") << QByteArray(R"({"jsonrpc":"2.0","method)") << parse;
    QTest::newRow("nothing") << QByteArray() << parse;
    QTest::newRow("too deep") << QByteArray("[").repeated(5000) << parse;
    QTest::newRow("another version") << QByteArray(R"({"jsonrpc":"1.0","method":"a","id":7})")
                                     << u"[7] !%1"_s.arg(int(Reason::InvalidRequest));
    QTest::newRow("no version") << QByteArray(R"({"method":"a"})") << invalid;
    QTest::newRow("method is a number") << QByteArray(R"({"jsonrpc":"2.0","method":1})") << invalid;
    QTest::newRow("no method") << QByteArray(R"({"jsonrpc":"2.0","result":1,"id":"r"})")
                               << u"[\"r\"] !%1"_s.arg(int(Reason::InvalidRequest));
    QTest::newRow("empty batch") << QByteArray("[]") << invalid;
    QTest::newRow("batch of rubbish") << QByteArray("[1,2]") << u"batch: %1; %1"_s.arg(invalid);
    QTest::newRow("batch") << '[' + call.toUtf8() + R"(,{"jsonrpc":"2.0","method":"c"},3])"
                           << u"batch: [7] a {\"b\":1}; - c {}; %1"_s.arg(invalid);
}

void TestJsonRpc::messagesAreReadAsTheSpecificationSays()
{
    QFETCH(QByteArray, line);
    QTEST(described(readMessage(line)), "read");
}

void TestJsonRpc::idsComeBackExactly_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<bool>("fits");
    QTest::newRow("zero") << QByteArray("0") << true;
    QTest::newRow("negative") << QByteArray("-1") << true;
    QTest::newRow("beyond a double") << QByteArray("9007199254740993") << true;
    QTest::newRow("beyond 64 bits") << QByteArray("99999999999999999999") << false;
    QTest::newRow("fraction") << QByteArray("1.5") << false;
    QTest::newRow("text") << QByteArray("\"6f\"") << true;
    QTest::newRow("long text") << '"' + QByteArray(101, 'x') + '"' << false;
    QTest::newRow("object") << QByteArray("{}") << false;
    QTest::newRow("true") << QByteArray("true") << false;
}

void TestJsonRpc::idsComeBackExactly()
{
    QFETCH(QByteArray, id);
    QFETCH(bool, fits);
    const RpcCall call =
        readMessage("{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"id\":" + id + '}').calls.first();
    QCOMPARE(!call.problem, fits);
    QCOMPARE(
        QJsonDocument(QJsonArray{call.id}).toJson(QJsonDocument::Compact), fits ? '[' + id + ']' : "[null]");
}

void TestJsonRpc::aBatchIsBounded()
{
    const RpcMessage message = readMessage('[' + QByteArray("{},").repeated(50) + "{}]");
    QVERIFY(!message.batch);
    QCOMPARE(message.calls.size(), 1);
    QCOMPARE(message.calls.first().problem->reason, Reason::TooLarge);
}

QTEST_APPLESS_MAIN(TestJsonRpc)
#include "tst_json_rpc.moc"
