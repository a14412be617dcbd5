// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/channels/meta/graph_error.h"

namespace acolhe::channels::meta {

/// How a call to Graph ended.
struct GraphAnswer {
    enum class End {
        Done, ///< it took effect; `body` is the answer
        Refused, ///< it did not: Graph's own error, or a status below 500 from whatever stands before it
        NotSent, ///< it surely never left: no address, no connection, no TLS
        InDoubt, ///< it may have taken effect: cut or silent after it was sent, or an answer that says
                 ///< nothing
    };
    End end = End::InDoubt;
    int http = 0; ///< 0: no answer
    QJsonObject body; ///< with Done
    std::optional<GraphError> error; ///< with Refused, unless it was not Graph that refused
    qint64 retryAfterMs = 0; ///< what it asks to wait for; 0: nothing
    QString problem; ///< what happened, in English without secrets, with NotSent and InDoubt
};

/// What came back, as far as it decides the end.
struct Received {
    int http = 0;
    bool whole = false; ///< the answer came completely
    bool wasSent = true; ///< something of the request may have left
    QByteArray body;
    QByteArray retryAfter; ///< the header Retry-After
    QByteArray date; ///< the header Date
    QList<QByteArray> usage; ///< the headers X-Business-Use-Case-Usage and X-App-Usage
    QString problem;
};

GraphAnswer judge(const Received &received);

/// A failure to send for an end that is not Done.
SendFailure failureOf(const GraphAnswer &answer, std::span<const ErrorRule> own);

} // namespace acolhe::channels::meta
