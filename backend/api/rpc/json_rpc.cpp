// SPDX-License-Identifier: Apache-2.0
#include "backend/api/rpc/json_rpc.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace acolhe::api {

using namespace Qt::StringLiterals;

constexpr int maxIdLength = 100;

static RpcCall broken(Reason reason, const QString &why, const QJsonValue &id = QJsonValue::Null)
{
    return {id, {}, {}, Error{reason, why, {}, {}}};
}

/// A text, a whole number, or null. What could not be given back exactly is no id.
static bool isId(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().size() <= maxIdLength;
    if (value.isDouble())
        return value == QJsonValue(value.toInteger());
    return value.isNull();
}

static RpcCall readCall(const QJsonValue &value)
{
    if (!value.isObject())
        return broken(Reason::InvalidRequest, u"a call is an object"_s);
    const QJsonObject object = value.toObject();
    const QJsonValue id = object.value("id"_L1);
    if (!id.isUndefined() && !isId(id))
        return broken(Reason::InvalidRequest, u"id must be a whole number or a short text"_s);
    const QJsonValue answerTo = id.isUndefined() ? QJsonValue(QJsonValue::Null) : id;
    if (object.value("jsonrpc"_L1) != "2.0"_L1)
        return broken(Reason::InvalidRequest, u"jsonrpc must be \"2.0\""_s, answerTo);
    const QJsonValue method = object.value("method"_L1);
    if (!method.isString())
        return broken(Reason::InvalidRequest, u"method must be a text"_s, answerTo);
    return {id, method.toString().toUtf8(), object.value("params"_L1), {}};
}

RpcMessage readMessage(const QByteArray &line)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(line, &problem);
    if (problem.error != QJsonParseError::NoError)
        return {false, {broken(Reason::ParseError, problem.errorString())}};
    if (document.isObject())
        return {false, {readCall(document.object())}};
    const QJsonArray batch = document.array();
    if (batch.isEmpty())
        return {false, {broken(Reason::InvalidRequest, u"a batch holds calls"_s)}};
    if (batch.size() > maxBatch)
        return {false, {broken(Reason::TooLarge, u"a batch holds at most %1 calls"_s.arg(maxBatch))}};
    RpcMessage message{true, {}};
    for (const QJsonValue &each : batch)
        message.calls.append(readCall(each));
    return message;
}

} // namespace acolhe::api
