// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/response.h"

#include <QObject>

#include <functional>
#include <memory>
#include <variant>

namespace acolhe::http {

class Responder;

/// Takes a request's body as it comes, so that nobody holds all of it in memory. It is made and used on the
/// front's thread and must not block; one that dies before its handler was called was cut off.
class BodySink : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void write(const QByteArray &piece) = 0;
    /// While it is, nothing is read.
    virtual bool isFull() const = 0;

Q_SIGNALS:
    void drained(); ///< it is full no more
};

/// What is decided on a request's head, before its body is read: where the body goes, or the refusal.
using Admission = std::variant<std::shared_ptr<BodySink>, Response>;
using Admit = std::function<void(const Request &head, const std::function<void(Admission)> &decided)>;
/// Answers a request whose body `sink` has. The request's own body is empty.
using UploadHandler =
    std::function<void(const Request &, const std::shared_ptr<BodySink> &sink, const Responder &)>;

} // namespace acolhe::http
