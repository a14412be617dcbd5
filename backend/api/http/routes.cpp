// SPDX-License-Identifier: Apache-2.0
#include "backend/api/http/routes.h"

#include <QSet>

namespace acolhe::http {

using namespace Qt::StringLiterals;

enum class Kind { Literal, Name, Rest };

static Kind kindOf(const QString &segment)
{
    if (segment == u"*")
        return Kind::Rest;
    return segment.startsWith(u'{') ? Kind::Name : Kind::Literal;
}

bool Routes::isMoreParticular(const Entry &left, const Entry &right)
{
    const auto rank = [](const QString &a, const QString &b) { return kindOf(a) < kindOf(b); };
    return std::lexicographical_compare(
        left.segments.begin(), left.segments.end(), right.segments.begin(), right.segments.end(), rank);
}

void Routes::add(Route route)
{
    Entry entry{route.pattern.split(u'/'), std::move(route)};
    const auto place = std::upper_bound(m_routes.begin(), m_routes.end(), entry, isMoreParticular);
    m_routes.insert(place, std::move(entry));
}

/// Whether a path fits; fills what the names stand for.
static bool fits(
    const QStringList &pattern, const QStringList &path, QList<std::pair<QString, QString>> &parameters)
{
    parameters.clear();
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const Kind kind = kindOf(pattern[i]);
        if (kind == Kind::Rest && i < path.size()) {
            parameters.append({u"*"_s, path.mid(i).join(u'/')});
            return true;
        }
        if (i >= path.size() || (kind == Kind::Literal && pattern[i] != path[i]))
            return false;
        if (kind == Kind::Name) {
            if (path[i].isEmpty())
                return false;
            parameters.append({pattern[i].mid(1, pattern[i].size() - 2), path[i]});
        }
    }
    return pattern.size() == path.size();
}

/// "GET, HEAD, POST, OPTIONS"
static QByteArray allowOf(QSet<Method> methods)
{
    if (methods.contains(Method::Get))
        methods.insert(Method::Head);
    methods.insert(Method::Options);
    QList<QByteArray> names;
    for (int i = 0; i <= int(Method::Options); ++i) {
        if (methods.contains(Method(i)))
            names.append(methodName(Method(i)).toByteArray());
    }
    return names.join(", ");
}

Routes::Match Routes::find(Method method, const QString &path) const
{
    const QStringList segments = path.split(u'/');
    Match match;
    QString pattern; // the path's own, with each of its methods
    QSet<Method> methods;
    QList<std::pair<QString, QString>> parameters;
    for (const auto &[wanted, route] : m_routes) {
        if (!pattern.isEmpty() ? route.pattern != pattern : !fits(wanted, segments, parameters))
            continue;
        if (pattern.isEmpty())
            match.parameters = parameters;
        pattern = route.pattern;
        methods.insert(route.method);
        const bool serves = route.method == method || (method == Method::Head && route.method == Method::Get);
        if (serves && (!match.route || route.method == method))
            match.route = &route;
    }
    if (!methods.isEmpty())
        match.allow = allowOf(methods);
    return match;
}

QByteArray Routes::allMethods() const
{
    QSet<Method> methods;
    for (const Entry &entry : m_routes)
        methods.insert(entry.route.method);
    return allowOf(methods);
}

} // namespace acolhe::http
