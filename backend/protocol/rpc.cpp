// SPDX-License-Identifier: Apache-2.0
#include "backend/protocol/rpc.h"

#include "backend/protocol/codec.h"

namespace acolhe::wire {

using namespace Qt::StringLiterals;

struct ReasonRow {
    const char *word;
    int rpc;
    int http;
};

static const ReasonRow &row(Reason reason)
{
    static constexpr std::array<ReasonRow, 13> rows{{
        {"parse_error", -32700, 400},
        {"invalid_request", -32600, 400},
        {"method_not_found", -32601, 404},
        {"invalid_params", -32602, 400},
        {"unauthenticated", -32001, 401},
        {"forbidden", -32003, 403},
        {"not_found", -32004, 404},
        {"conflict", -32009, 409},
        {"too_large", -32013, 413},
        {"rate_limited", -32029, 429},
        {"window_closed", -32041, 409},
        {"channel_unavailable", -32050, 503},
        {"internal", -32603, 500},
    }};
    return rows[size_t(reason)];
}

const char *reasonWord(Reason reason)
{
    return row(reason).word;
}

int rpcCode(Reason reason)
{
    return row(reason).rpc;
}

int httpStatus(Reason reason)
{
    return row(reason).http;
}

QByteArray errorJson(const Error &error, const QString &incident)
{
    QJsonObject data = error.data;
    QString message = error.text;
    data.insert("reason"_L1, QLatin1StringView(reasonWord(error.reason)));
    if (!error.field.isEmpty()) {
        data.insert("field"_L1, error.field);
        message = error.field + u": "_s + message;
    }
    if (error.reason == Reason::Internal) {
        message = u"something went wrong here; the incident is in the server's log"_s;
        data.insert("incident"_L1, incident);
    }
    QByteArray out = "{\"code\":" + QByteArray::number(rpcCode(error.reason)) + ",\"message\":";
    writeText(out, message);
    return out.append(",\"data\":").append(QJsonDocument(data).toJson(QJsonDocument::Compact)).append('}');
}

Error errorFromJson(const QJsonObject &object)
{
    QJsonObject data = object.value("data"_L1).toObject();
    const QString reason = data.take("reason"_L1).toString();
    Error error{
        Reason::Internal, object.value("message"_L1).toString(), data.take("field"_L1).toString(), data};
    for (int i = 0; i <= int(Reason::Internal); ++i) {
        if (reason == QLatin1StringView(reasonWord(Reason(i))))
            error.reason = Reason(i);
    }
    if (!error.field.isEmpty() && error.text.startsWith(error.field + u": "_s))
        error.text.remove(0, error.field.size() + 2);
    return error;
}

static QByteArray idJson(const QJsonValue &id)
{
    if (id.isDouble())
        return QByteArray::number(id.toInteger());
    QByteArray out;
    if (id.isString())
        writeText(out, id.toString());
    else
        out = "null";
    return out;
}

QByteArray callLine(qint64 id, const char *method, const QByteArray &params)
{
    return "{\"jsonrpc\":\"2.0\",\"id\":" + QByteArray::number(id) + ",\"method\":\"" + method
        + "\",\"params\":" + params + '}';
}

QByteArray resultLine(const QJsonValue &id, const QByteArray &result)
{
    return "{\"jsonrpc\":\"2.0\",\"id\":" + idJson(id) + ",\"result\":" + result + '}';
}

QByteArray errorLineOf(const QJsonValue &id, const QByteArray &error)
{
    return "{\"jsonrpc\":\"2.0\",\"id\":" + idJson(id) + ",\"error\":" + error + '}';
}

QByteArray errorLine(const QJsonValue &id, const Error &error)
{
    return errorLineOf(id, errorJson(error));
}

} // namespace acolhe::wire
