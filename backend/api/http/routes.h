// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/body_sink.h"
#include "backend/api/http/request.h"
#include "backend/api/http/responder.h"

#include <functional>
#include <vector>

namespace acolhe::http {

/// Answers a request, now or later, through the responder. Called on the front's thread.
using Handler = std::function<void(const Request &, const Responder &)>;

/// The handlers by method and path. Where several patterns fit a path the more particular one wins: a literal
/// segment before {name} before *.
class Routes {
public:
    struct Route {
        Method method = Method::Get;
        QString pattern;
        qint64 bodyBytes = 0;
        Handler handler;
        std::optional<QByteArray> subProtocol; ///< it is a WebSocket's address
        Admit admit = {}; ///< set: the body goes to a sink, and `upload` is called in the handler's place
        UploadHandler upload = {};
    };

    /// A pattern is like "/webhooks/meta/{appKey}" or "/widget/*".
    void add(Route route);

    struct Match {
        const Route *route = nullptr; ///< nothing: no such path, or not with this method
        QList<std::pair<QString, QString>> parameters;
        QByteArray allow; ///< the methods of that path, for Allow; empty when there is no such path
    };
    /// HEAD finds what GET would.
    Match find(Method method, const QString &path) const;
    QByteArray allMethods() const;

private:
    struct Entry {
        QStringList segments;
        Route route;
    };
    static bool isMoreParticular(const Entry &left, const Entry &right);

    std::vector<Entry> m_routes; ///< the more particular ones first
};

} // namespace acolhe::http
