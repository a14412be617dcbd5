// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/limits.h"
#include "backend/api/http/request.h"

#include <memory>

namespace acolhe::http {

/// Reads one HTTP/1.1 request from bytes that come in any pieces (RFC 9112). It knows no socket. What another
/// program on the way could read differently is refused, not repaired.
class RequestReader {
public:
    enum class Progress {
        NeedsMore, ///< give the bytes that were not used again, with more behind them
        HeadDone, ///< look at the head, set the body's limit, go on
        Done,
        Failed, ///< answer failure() and close
    };

    explicit RequestReader(const Limits &limits);
    ~RequestReader();

    /// Reads from the start of `bytes`; `used` says how many it is through with.
    Progress read(QByteArrayView bytes, qsizetype &used);

    /// Most bytes that the body may have; after HeadDone. A length declared beyond it fails at once, with
    /// 413.
    void limitBody(qint64 bytes);

    const Request &request() const; ///< the head from HeadDone on
    Request takeRequest(); ///< once, when Done
    QByteArray takeBody(); ///< what has come of it since the last time; it counts on
    int failure() const; ///< HTTP status, when Failed
    qint64 bodyBytes() const; ///< held now
    bool isComplete() const; ///< nothing of the request is to come
    bool expectsContinue() const; ///< the client waits for 100 before it sends the body
    bool keepsAlive() const;
    bool isOldVersion() const; ///< HTTP/1.0: no chunked answer

private:
    class Parser;
    std::unique_ptr<Parser> m_parser;
};

} // namespace acolhe::http
