// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace acolhe::http {

enum class Method { Get, Head, Post, Put, Patch, Delete, Options };
QByteArrayView methodName(Method method);
std::optional<Method> methodFromName(QByteArrayView name);

struct Header {
    QByteArray name;
    QByteArray value;

    bool operator==(const Header &) const = default;
};
using Headers = QList<Header>;

/// One request, complete. A plain value: keep it, copy it, take it to another thread.
struct Request {
    Method method = Method::Get;
    QString path; ///< percent-decoded; begins with '/', holds no "." or ".." segment and no control character
    QList<std::pair<QString, QString>> query; ///< percent-decoded, in order
    QList<std::pair<QString, QString>> parameters; ///< what the route's {names} and * stand for
    Headers headers; ///< names in lower case, each once (repeated ones are joined with ", ")
    QByteArray body;
    QHostAddress address; ///< the client; behind a trusted proxy the one that it names
    bool secure = false; ///< came through TLS, here or at a trusted proxy

    /// A header's value; `name` in lower case. Empty when there is none.
    QByteArray header(QByteArrayView name) const;
    bool hasHeader(QByteArrayView name) const;
    /// The first value of that name in the query; empty when there is none.
    QString queryValue(QStringView name) const;
    /// What {name} stands for; "*" is the rest of the path.
    QString parameter(QStringView name) const;
    /// The token of "Authorization: Bearer …"; empty when there is none.
    QString bearerToken() const;
};

/// Fills path and query from a request target (origin or absolute form). False when it is malformed or hides
/// something: encoded slashes, dot segments, control characters, invalid UTF-8.
bool readTarget(QByteArrayView target, Request &request);

/// Is one of the comma-separated words of a header's value `word`? Letter case does not count.
bool hasToken(QByteArrayView value, QByteArrayView word);

} // namespace acolhe::http
