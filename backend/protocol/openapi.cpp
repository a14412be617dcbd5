// SPDX-License-Identifier: Apache-2.0
#include "backend/protocol/openapi.h"

#include "backend/protocol/access.h"
#include "backend/protocol/rpc.h"
#include "backend/protocol/schema.h"

namespace acolhe::wire {

using namespace Qt::StringLiterals;

static QJsonObject jsonContent(const QJsonObject &schema)
{
    return {{u"application/json"_s, QJsonObject{{u"schema"_s, schema}}}};
}

static QJsonObject errorSchema()
{
    QJsonArray reasons;
    for (int i = 0; i <= int(Reason::Internal); ++i)
        reasons.append(QLatin1StringView(reasonWord(Reason(i))));
    const QJsonObject data{{u"type"_s, u"object"_s}, {u"required"_s, QJsonArray{u"reason"_s}},
        {u"properties"_s,
            QJsonObject{{u"reason"_s, QJsonObject{{u"type"_s, u"string"_s}, {u"enum"_s, reasons}}},
                {u"field"_s, QJsonObject{{u"type"_s, u"string"_s}}},
                {u"incident"_s, QJsonObject{{u"type"_s, u"string"_s}}},
                {u"retryAfterMs"_s, QJsonObject{{u"type"_s, u"integer"_s}}}}}};
    const QJsonObject error{{u"type"_s, u"object"_s},
        {u"required"_s, QJsonArray{u"code"_s, u"message"_s, u"data"_s}},
        {u"properties"_s,
            QJsonObject{{u"code"_s, QJsonObject{{u"type"_s, u"integer"_s}}},
                {u"message"_s, QJsonObject{{u"type"_s, u"string"_s}}}, {u"data"_s, data}}}};
    return {{u"type"_s, u"object"_s}, {u"required"_s, QJsonArray{u"error"_s}},
        {u"properties"_s, QJsonObject{{u"error"_s, error}}}};
}

static QString whoMayCall(const AccessRow &row)
{
    if (row.anyone)
        return u"Anyone; rate-limited."_s;
    QStringList who;
    for (const Role role : {Role::Patient, Role::Attendant, Role::Manager, Role::Admin}) {
        if (row.of(role) != Reach::None) {
            const QString name = QLatin1StringView(word(role));
            who.append(row.of(role) == Reach::Own ? name + u" (own)"_s : name);
        }
    }
    return u"Who: "_s + who.join(u", "_s) + u'.';
}

static QJsonObject errorsOf(const QStringList &statuses)
{
    QJsonObject responses;
    for (const QString &status : statuses)
        responses.insert(status, QJsonObject{{u"$ref"_s, u"#/components/responses/Error"_s}});
    return responses;
}

template <Method M> static QJsonObject operation(SchemaWriter &schemas)
{
    const QString name = QString::fromLatin1(M::name);
    constexpr AccessRow row = accessOf<M>();
    QJsonObject responses = errorsOf({u"400"_s, u"401"_s, u"403"_s, u"404"_s, u"409"_s, u"429"_s, u"500"_s});
    responses.insert(u"200"_s,
        QJsonObject{{u"description"_s, u"The result."_s},
            {u"content"_s, jsonContent(schemas.of<typename M::Reply>(Unknown::Ignored))}});
    QJsonObject post{{u"operationId"_s, QString(name).replace(u'.', u'_')},
        {u"summary"_s, QString::fromUtf8(M::summary)}, {u"description"_s, whoMayCall(row)},
        {u"tags"_s, QJsonArray{name.section(u'.', 0, 0)}},
        {u"requestBody"_s,
            QJsonObject{{u"required"_s, true},
                {u"content"_s, jsonContent(schemas.of<typename M::Request>(Unknown::Refused))}}},
        {u"responses"_s, responses}};
    if (row.anyone)
        post.insert(u"security"_s, QJsonArray{});
    return {{u"post"_s, post}};
}

/// Files do not go as methods: the one that takes them, and the one that gives them.
static void addMedia(QJsonObject &paths, SchemaWriter &schemas)
{
    const QJsonObject bytes{{u"application/octet-stream"_s,
        QJsonObject{{u"schema"_s, QJsonObject{{u"type"_s, u"string"_s}, {u"format"_s, u"binary"_s}}}}}};
    QJsonObject taken = errorsOf({u"400"_s, u"401"_s, u"413"_s, u"429"_s, u"503"_s});
    taken.insert(u"200"_s,
        QJsonObject{{u"description"_s, u"The file, as messages.send takes it by its id."_s},
            {u"content"_s, jsonContent(schemas.of<Attachment>(Unknown::Ignored))}});
    const QJsonObject name{{u"name"_s, u"fileName"_s}, {u"in"_s, u"query"_s}, {u"required"_s, false},
        {u"schema"_s, QJsonObject{{u"type"_s, u"string"_s}}}};
    paths.insert(u"/media"_s,
        QJsonObject{{u"post"_s,
            QJsonObject{{u"operationId"_s, u"media_upload"_s},
                {u"summary"_s, u"Takes a file, at most 100 MiB."_s},
                {u"description"_s,
                    u"Who: anybody who is signed in. A file that no message gets is forgotten after a day."_s},
                {u"tags"_s, QJsonArray{u"media"_s}}, {u"parameters"_s, QJsonArray{name}},
                {u"requestBody"_s, QJsonObject{{u"required"_s, true}, {u"content"_s, bytes}}},
                {u"responses"_s, taken}}}});
    QJsonObject given = errorsOf({u"401"_s, u"404"_s});
    for (const auto &[status, what] :
        {std::pair(u"200"_s, u"The bytes."_s), std::pair(u"206"_s, u"The part that Range asks for."_s)})
        given.insert(status, QJsonObject{{u"description"_s, what}, {u"content"_s, bytes}});
    given.insert(u"304"_s, QJsonObject{{u"description"_s, u"What If-None-Match names is still right."_s}});
    given.insert(u"416"_s, QJsonObject{{u"description"_s, u"The file ends before that part."_s}});
    const QJsonObject id{{u"name"_s, u"id"_s}, {u"in"_s, u"path"_s}, {u"required"_s, true},
        {u"schema"_s, QJsonObject{{u"type"_s, u"integer"_s}}}};
    paths.insert(u"/media/{id}"_s,
        QJsonObject{{u"get"_s,
            QJsonObject{{u"operationId"_s, u"media_get"_s}, {u"summary"_s, u"Gives a file."_s},
                {u"description"_s,
                    u"Who: those who see its conversation; before it is sent, who uploaded it."_s},
                {u"tags"_s, QJsonArray{u"media"_s}}, {u"parameters"_s, QJsonArray{id}},
                {u"responses"_s, given}}}});
}

QJsonObject openApi()
{
    SchemaWriter schemas;
    QJsonObject paths;
    QSet<QString> tagNames;
    forEachMethod([&]<Method M> {
        if constexpr (!accessOf<M>().webSocketOnly) {
            paths.insert(u"/api/v1/"_s + QLatin1StringView(M::name), operation<M>(schemas));
            tagNames.insert(QString::fromLatin1(M::name).section(u'.', 0, 0));
        }
    });
    addMedia(paths, schemas);
    tagNames.insert(u"media"_s);
    QStringList sorted(tagNames.begin(), tagNames.end());
    sorted.sort();
    QJsonArray tags;
    for (const QString &tag : sorted)
        tags.append(QJsonObject{{u"name"_s, tag}, {u"description"_s, u"Methods of "_s + tag + u'.'}});
    schemas.named.insert(u"Error"_s, errorSchema());
    const QJsonObject errorResponse{
        {u"description"_s, u"What went wrong, with a reason from a closed list."_s},
        {u"content"_s, jsonContent({{u"$ref"_s, u"#/components/schemas/Error"_s}})}};
    return {{u"openapi"_s, u"3.1.0"_s},
        {u"info"_s,
            QJsonObject{{u"title"_s, u"Acolhe"_s}, {u"version"_s, QString::fromLatin1(ACOLHE_VERSION)},
                {u"description"_s,
                    u"Every method of the server, as POST with a JSON body. The same methods are served as JSON-RPC 2.0 over the WebSocket at /ws."_s},
                {u"license"_s,
                    QJsonObject{{u"name"_s, u"Apache-2.0"_s}, {u"identifier"_s, u"Apache-2.0"_s}}}}},
        {u"servers"_s, QJsonArray{QJsonObject{{u"url"_s, u"/"_s}}}},
        {u"security"_s, QJsonArray{QJsonObject{{u"bearer"_s, QJsonArray{}}}}}, {u"tags"_s, tags},
        {u"paths"_s, paths},
        {u"components"_s,
            QJsonObject{{u"schemas"_s, schemas.named},
                {u"responses"_s, QJsonObject{{u"Error"_s, errorResponse}}},
                {u"securitySchemes"_s,
                    QJsonObject{{u"bearer"_s,
                        QJsonObject{{u"type"_s, u"http"_s}, {u"scheme"_s, u"bearer"_s},
                            {u"description"_s, u"A session token of auth.login, or an API key."_s}}}}}}}};
}

} // namespace acolhe::wire
