// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/error.h"

#include <QByteArray>
#include <QJsonValue>

namespace acolhe::wire {

constexpr const char *subProtocol = "acolhe.v1";

/// The contract's word, JSON-RPC code and HTTP status of a reason.
const char *reasonWord(Reason reason);
int rpcCode(Reason reason);
int httpStatus(Reason reason);

/// {"code":…,"message":…,"data":{"reason":…}} as the contract shows it. An Internal error tells its incident
/// only.
QByteArray errorJson(const Error &error, const QString &incident = {});
/// The Error that such an object stands for (a client's side).
Error errorFromJson(const QJsonObject &object);

/// JSON-RPC 2.0 lines; `id` is the caller's number or text, `result` is JSON.
QByteArray callLine(qint64 id, const char *method, const QByteArray &params);
QByteArray resultLine(const QJsonValue &id, const QByteArray &result);
QByteArray errorLine(const QJsonValue &id, const Error &error);
/// The same from an error's JSON, as errorJson makes it.
QByteArray errorLineOf(const QJsonValue &id, const QByteArray &error);

} // namespace acolhe::wire
