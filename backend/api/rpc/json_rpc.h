// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/result.h"

#include <QJsonValue>
#include <QList>

namespace acolhe::api {

/// Most calls in one batch.
constexpr int maxBatch = 50;

/// One call of a JSON-RPC 2.0 message.
struct RpcCall {
    QJsonValue id; ///< undefined: a notification, nobody waits for an answer
    QByteArray method;
    QJsonValue params; ///< undefined when left out
    std::optional<Error> problem; ///< it is no call: answer this, to `id`

    bool isNotification() const { return id.isUndefined(); }
};

/// What a peer said.
struct RpcMessage {
    bool batch = false; ///< the answers go out together
    QList<RpcCall> calls; ///< never empty
};

/// Reads a message. What is no JSON, and what is no call, comes as a call with a problem, so that it is
/// answered as the specification says.
RpcMessage readMessage(const QByteArray &line);

} // namespace acolhe::api
