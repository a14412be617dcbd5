// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/protocol/codec.h"

namespace acolhe::wire {

/// JSON Schema (2020-12) of what the codec reads and writes. Values with a typeName are collected in `named`
/// and referred to.
class SchemaWriter {
public:
    template <class T> QJsonObject of(Unknown unknown)
    {
        using namespace Qt::StringLiterals;
        if constexpr (Worded<T>) {
            QJsonArray all;
            for (const char *each : words(T{}))
                all.append(QLatin1StringView(each));
            return {{u"type"_s, u"string"_s}, {u"enum"_s, all}};
        } else if constexpr (IsId<T>::value) {
            return {{u"type"_s, u"integer"_s}, {u"minimum"_s, 1}};
        } else if constexpr (std::is_same_v<T, Timestamp>) {
            return {{u"type"_s, u"string"_s}, {u"format"_s, u"date-time"_s}};
        } else if constexpr (std::is_same_v<T, QString>) {
            return {{u"type"_s, u"string"_s}};
        } else if constexpr (std::is_same_v<T, bool>) {
            return {{u"type"_s, u"boolean"_s}};
        } else if constexpr (std::is_integral_v<T>) {
            return {{u"type"_s, u"integer"_s}};
        } else if constexpr (std::is_floating_point_v<T>) {
            return {{u"type"_s, u"number"_s}};
        } else if constexpr (std::is_same_v<T, QJsonObject>) {
            return {{u"type"_s, u"object"_s}};
        } else if constexpr (IsList<T>::value) {
            return {{u"type"_s, u"array"_s}, {u"items"_s, of<typename T::value_type>(unknown)}};
        } else if constexpr (requires { T::typeName; }) {
            const QString name = QString::fromLatin1(T::typeName);
            if (!named.contains(name)) {
                named.insert(name, QJsonObject{}); // before its members: a type may hold itself
                named.insert(name, object<T>(Unknown::Ignored));
            }
            return {{u"$ref"_s, u"#/components/schemas/"_s + name}};
        } else {
            return object<T>(unknown);
        }
    }

    QJsonObject named;

private:
    template <Fields T> QJsonObject object(Unknown unknown)
    {
        using namespace Qt::StringLiterals;
        QJsonObject properties;
        QJsonArray required;
        const auto one = [&]<class O, class M>(const Field<O, M> &f) {
            properties.insert(QLatin1StringView(f.name), member(f, unknown));
            if (!IsOptional<M>::value)
                required.append(QLatin1StringView(f.name));
        };
        std::apply([&](const auto &...f) { (one(f), ...); }, T::fields());
        QJsonObject schema{{u"type"_s, u"object"_s}, {u"properties"_s, properties}};
        if (!required.isEmpty())
            schema.insert(u"required"_s, required);
        if (unknown == Unknown::Refused)
            schema.insert(u"additionalProperties"_s, false);
        return schema;
    }

    template <class O, class M> QJsonObject member(const Field<O, M> &f, Unknown unknown)
    {
        using namespace Qt::StringLiterals;
        QJsonObject schema;
        if constexpr (IsOptional<M>::value) {
            schema = bounded(f, of<typename M::value_type>(unknown));
            if (schema.contains(u"$ref"_s))
                schema = {{u"anyOf"_s, QJsonArray{schema, QJsonObject{{u"type"_s, u"null"_s}}}}};
            else if (schema.contains(u"enum"_s))
                schema = {{u"anyOf"_s, QJsonArray{schema, QJsonObject{{u"type"_s, u"null"_s}}}}};
            else
                schema.insert(u"type"_s, QJsonArray{schema.value(u"type"_s), u"null"_s});
        } else {
            schema = bounded(f, of<M>(unknown));
        }
        if (*f.doc)
            schema.insert(u"description"_s, QString::fromUtf8(f.doc));
        return schema;
    }

    template <class O, class M> static QJsonObject bounded(const Field<O, M> &f, QJsonObject schema)
    {
        using namespace Qt::StringLiterals;
        const QString type = schema.value(u"type"_s).toString();
        const bool list = type == "array"_L1;
        if ((type == "string"_L1 && !schema.contains(u"enum"_s) && !schema.contains(u"format"_s)) || list) {
            if (f.minLength > 0)
                schema.insert(list ? u"minItems"_s : u"minLength"_s, f.minLength);
            schema.insert(list ? u"maxItems"_s : u"maxLength"_s, f.maxLength);
        } else if (type == "integer"_L1 && f.minimum != std::numeric_limits<qint64>::min()) {
            schema.insert(u"minimum"_s, f.minimum);
            if (f.maximum != std::numeric_limits<qint64>::max())
                schema.insert(u"maximum"_s, f.maximum);
        }
        return schema;
    }
};

} // namespace acolhe::wire
