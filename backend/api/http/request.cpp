// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/request.h"

#include <QUtf8StringView>

#include <array>

namespace acolhe::http {

static constexpr std::array<const char *, 7> methodNames{
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

QByteArrayView methodName(Method method)
{
    return methodNames[size_t(method)];
}

std::optional<Method> methodFromName(QByteArrayView name)
{
    for (size_t i = 0; i < methodNames.size(); ++i) {
        if (name == QByteArrayView(methodNames[i]))
            return Method(i);
    }
    return {};
}

QByteArray Request::header(QByteArrayView name) const
{
    for (const Header &each : headers) {
        if (each.name == name)
            return each.value;
    }
    return {};
}

bool Request::hasHeader(QByteArrayView name) const
{
    return std::any_of(
        headers.begin(), headers.end(), [name](const Header &each) { return each.name == name; });
}

static QString valueOf(const QList<std::pair<QString, QString>> &pairs, QStringView name)
{
    for (const auto &[key, value] : pairs) {
        if (key == name)
            return value;
    }
    return {};
}

QString Request::queryValue(QStringView name) const
{
    return valueOf(query, name);
}

QString Request::parameter(QStringView name) const
{
    return valueOf(parameters, name);
}

QString Request::bearerToken() const
{
    const QByteArray value = header("authorization");
    if (value.size() < 8 || qstrnicmp(value.constData(), 7, "Bearer ", 7) != 0)
        return {};
    return QString::fromLatin1(value.mid(7).trimmed());
}

static int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Percent-decodes into UTF-8 text. Nothing when an escape or the UTF-8 is broken, or a control character
/// appears.
static std::optional<QString> decoded(QByteArrayView text, bool plusIsSpace)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
            const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
            if (low < 0)
                return {};
            c = char(high * 16 + low);
            i += 2;
        } else if (c == '+' && plusIsSpace) {
            c = ' ';
        }
        bytes.append(c);
    }
    if (!QUtf8StringView(bytes).isValidUtf8())
        return {};
    return QString::fromUtf8(bytes);
}

static bool isSafePath(const QString &path)
{
    for (const QStringView segment : QStringView(path).split(u'/')) {
        if (segment == u"." || segment == u"..")
            return false;
    }
    return std::none_of(path.begin(), path.end(),
        [](QChar c) { return c == u'\\' || c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

static bool readQuery(QByteArrayView text, Request &request)
{
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('&');
        const QByteArrayView pair = end < 0 ? text : text.first(end);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const auto key = decoded(equals < 0 ? pair : pair.first(equals), true);
        const auto value = decoded(equals < 0 ? QByteArrayView() : pair.sliced(equals + 1), true);
        if (!key || !value)
            return false;
        request.query.append({*key, *value});
    }
    return true;
}

bool readTarget(QByteArrayView target, Request &request)
{
    if (const qsizetype scheme = target.indexOf("://"); scheme > 0 && target[0] != '/') {
        const qsizetype path = target.indexOf('/', scheme + 3);
        target = path < 0 ? QByteArrayView("/") : target.sliced(path);
    }
    if (target == QByteArrayView("*") && request.method == Method::Options) {
        request.path = QString(u'*');
        return true;
    }
    if (!target.startsWith('/') || target.contains('#'))
        return false;
    const qsizetype question = target.indexOf('?');
    const QByteArrayView raw = question < 0 ? target : target.first(question);
    // An encoded slash would be a segment of its own for one program and part of a name for another.
    if (QByteArray::fromRawData(raw.data(), raw.size()).toLower().contains("%2f"))
        return false;
    const auto path = decoded(raw, false);
    if (!path || !isSafePath(*path))
        return false;
    request.path = *path;
    return question < 0 || readQuery(target.sliced(question + 1), request);
}

bool hasToken(QByteArrayView value, QByteArrayView word)
{
    for (const QByteArray &each : value.toByteArray().split(',')) {
        if (each.trimmed().compare(word, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

} // namespace acolhe::http
