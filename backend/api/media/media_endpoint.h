// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/front.h"
#include "backend/services/media.h"

namespace acolhe::api {

/// POST /media takes a file (the body; its name in ?fileName=), GET /media/{id} gives one to who may see it.
class MediaEndpoint : public QObject {
    Q_OBJECT
public:
    /// Whose token this is. Fails with Unauthenticated.
    using Authenticate = std::function<Future<Caller>(const QString &token)>;

    MediaEndpoint(services::Media &media, Authenticate authenticate, QObject *parent = nullptr);
    ~MediaEndpoint() override;
    void serveOn(http::Front &front);

private:
    void admit(const http::Request &head, const std::function<void(http::Admission)> &decided);
    void finish(const http::Request &request, const std::shared_ptr<http::BodySink> &sink,
        const http::Responder &responder);
    void get(const http::Request &request, const http::Responder &responder);
    void give(
        const http::Request &request, const services::Media::Found &found, const http::Responder &responder);

    services::Media &m_media;
    const Authenticate m_authenticate;
    QThreadPool m_pool; ///< reads files
};

} // namespace acolhe::api
