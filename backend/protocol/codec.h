// SPDX-License-Identifier: Apache-2.0
// The wire: one declaration per request, reply, event and method, from which JSON both ways, validation, the
// OpenAPI document, the client's typed calls and the server's access checks are made. No transport lives
// here.
#pragma once

#include "backend/base/field.h"
#include "backend/base/ids.h"
#include "backend/base/result.h"
#include "backend/base/text.h"
#include "backend/base/timestamp.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace acolhe::wire {

/// What to do with members that the struct does not have: a request's caller must hear of a typo, a reply or
/// event may be a newer server's.
enum class Unknown { Refused, Ignored };

template <class T> struct IsOptional : std::false_type {
};
template <class T> struct IsOptional<std::optional<T>> : std::true_type {
};
template <class T> struct IsList : std::false_type {
};
template <class T> struct IsList<QList<T>> : std::true_type {
};
template <class T> struct IsId : std::false_type {
};
template <class T> struct IsId<Id<T>> : std::true_type {
};

/// Appends `text` as a JSON string.
void writeText(QByteArray &out, const QString &text);
void writeNumber(QByteArray &out, double number);
Error wrong(const QString &path, const char *what);
QString memberPath(const QString &path, QLatin1StringView name);

template <class T> void write(QByteArray &out, const T &value);

/// Appends `name`: value, for each field that is to be written.
template <Fields T> void writeFields(QByteArray &out, const T &value)
{
    bool first = true;
    const auto one = [&](const auto &f) {
        const auto &member = value.*(f.member);
        using M = std::remove_cvref_t<decltype(member)>;
        if constexpr (IsOptional<M>::value) {
            if (!member && !f.writesNull)
                return;
        }
        if (!std::exchange(first, false))
            out.append(',');
        out.append('"').append(f.name).append("\":");
        if constexpr (IsOptional<M>::value) {
            if (!member)
                out.append("null");
            else
                write(out, *member);
        } else {
            write(out, member);
        }
    };
    std::apply([&](const auto &...f) { (one(f), ...); }, T::fields());
}

template <class T> void write(QByteArray &out, const T &value)
{
    if constexpr (Worded<T>) {
        out.append('"').append(word(value)).append('"');
    } else if constexpr (IsId<T>::value) {
        out.append(QByteArray::number(value.value));
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        out.append('"').append(value.toText()).append('"');
    } else if constexpr (std::is_same_v<T, QString>) {
        writeText(out, value);
    } else if constexpr (std::is_same_v<T, bool>) {
        out.append(value ? "true" : "false");
    } else if constexpr (std::is_integral_v<T>) {
        out.append(QByteArray::number(qint64(value)));
    } else if constexpr (std::is_floating_point_v<T>) {
        writeNumber(out, value);
    } else if constexpr (std::is_same_v<T, QJsonObject>) {
        out.append(QJsonDocument(value).toJson(QJsonDocument::Compact));
    } else if constexpr (IsList<T>::value) {
        out.append('[');
        for (qsizetype i = 0; i < value.size(); ++i) {
            if (i > 0)
                out.append(',');
            write(out, value[i]);
        }
        out.append(']');
    } else {
        static_assert(Complete<T>, "fields() must list every member, in order");
        out.append('{');
        writeFields(out, value);
        out.append('}');
    }
}

template <class T> QByteArray toJson(const T &value)
{
    QByteArray out;
    out.reserve(512);
    write(out, value);
    return out;
}

template <class T> Result<T> read(const QJsonValue &value, Unknown unknown, const QString &path);

template <class T> Result<T> readNumber(const QJsonValue &value, const QString &path)
{
    if (!value.isDouble())
        return wrong(path, "must be a number");
    if constexpr (std::is_floating_point_v<T>) {
        return T(value.toDouble());
    } else {
        constexpr qint64 none = std::numeric_limits<qint64>::min();
        const qint64 number = value.toInteger(none);
        if (number == none)
            return wrong(path, "must be a whole number");
        if (number < qint64(std::numeric_limits<T>::min()) || number > qint64(std::numeric_limits<T>::max()))
            return wrong(path, "is out of range");
        return T(number);
    }
}

template <class T> Result<T> readList(const QJsonValue &value, Unknown unknown, const QString &path)
{
    if (!value.isArray())
        return wrong(path, "must be a list");
    const QJsonArray array = value.toArray();
    T out;
    out.reserve(array.size());
    for (qsizetype i = 0; i < array.size(); ++i) {
        auto item = read<typename T::value_type>(array[i], unknown, path + u'.' + QString::number(i));
        if (!item)
            return item.error();
        out.append(*std::move(item));
    }
    return out;
}

/// The bounds that the field names. Nothing when they hold.
template <class O, class M, class V>
std::optional<Error> outOfBounds(const Field<O, M> &f, const V &value, const QString &path)
{
    if constexpr (requires { value.size(); } && !std::is_same_v<V, QJsonObject>) {
        if (value.size() < f.minLength)
            return wrong(path, f.minLength == 1 ? "must not be empty" : "is too short");
        if (value.size() > f.maxLength)
            return Error::invalid(path, QStringLiteral("is too long (at most %1)").arg(f.maxLength));
    } else if constexpr (std::is_integral_v<V> && !std::is_same_v<V, bool>) {
        if (value < f.minimum || value > f.maximum)
            return Error::invalid(
                path, QStringLiteral("must be from %1 to %2").arg(f.minimum).arg(f.maximum));
    }
    return {};
}

/// Names the first member of `object` that is none of T's fields; there must be one.
template <Fields T> Error unknownField(const QJsonObject &object, const QString &path)
{
    const auto isKnown = [](const QString &key) {
        return std::apply(
            [&](const auto &...f) { return ((key == QLatin1StringView(f.name)) || ...); }, T::fields());
    };
    const QStringList keys = object.keys();
    const auto stranger = std::find_if_not(keys.begin(), keys.end(), isKnown);
    return wrong(memberPath(path, {}) + cleanText(stranger->left(64)), "is not a known field");
}

template <Fields T> Result<T> readFields(const QJsonValue &value, Unknown unknown, const QString &path)
{
    static_assert(Complete<T>, "fields() must list every member, in order");
    if (!value.isObject())
        return wrong(path, "must be an object");
    const QJsonObject object = value.toObject();
    T out;
    std::optional<Error> problem;
    qsizetype known = 0;
    const auto one = [&](const auto &f) {
        using M = std::remove_cvref_t<decltype(out.*(f.member))>;
        const auto name = QLatin1StringView(f.name);
        const QJsonValue member = object.value(name);
        known += member.isUndefined() ? 0 : 1;
        if constexpr (IsOptional<M>::value) {
            if (member.isUndefined() || member.isNull())
                return true;
        }
        const QString here = memberPath(path, name);
        if (member.isUndefined()) {
            problem = wrong(here, "is missing");
            return false;
        }
        const auto keep = [&](auto read) {
            if (!read)
                problem = read.error();
            else if (!(problem = outOfBounds(f, *read, here)))
                out.*(f.member) = *std::move(read);
            return !problem;
        };
        if constexpr (IsOptional<M>::value)
            return keep(read<typename M::value_type>(member, unknown, here));
        else
            return keep(read<M>(member, unknown, here));
    };
    std::apply([&](const auto &...f) { static_cast<void>((one(f) && ...)); }, T::fields());
    if (problem)
        return *problem;
    if (unknown == Unknown::Refused && known != object.size())
        return unknownField<T>(object, path);
    return out;
}

template <class T> Result<T> read(const QJsonValue &value, Unknown unknown, const QString &path)
{
    if constexpr (Worded<T>) {
        T out{};
        if (!value.isString() || !fromWord(QLatin1StringView(value.toString().toLatin1()), out))
            return wrong(path, "is not one of the known words");
        return out;
    } else if constexpr (IsId<T>::value) {
        const qint64 number = value.toInteger(-1);
        if (!value.isDouble() || number <= 0)
            return wrong(path, "must be a positive integer");
        return T{number};
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        const auto at = Timestamp::fromText(value.toString());
        if (!at)
            return wrong(path, "must be a date and time as in RFC 3339");
        return *at;
    } else if constexpr (std::is_same_v<T, QString>) {
        if (!value.isString())
            return wrong(path, "must be a text");
        return cleanText(value.toString());
    } else if constexpr (std::is_same_v<T, bool>) {
        if (!value.isBool())
            return wrong(path, "must be true or false");
        return value.toBool();
    } else if constexpr (std::is_arithmetic_v<T>) {
        return readNumber<T>(value, path);
    } else if constexpr (std::is_same_v<T, QJsonObject>) {
        if (!value.isObject())
            return wrong(path, "must be an object");
        return value.toObject();
    } else if constexpr (IsList<T>::value) {
        return readList<T>(value, unknown, path);
    } else {
        return readFields<T>(value, unknown, path);
    }
}

/// Reads and validates. Fails with InvalidParams that names the field.
template <class T> Result<T> fromJson(const QJsonValue &value, Unknown unknown)
{
    return read<T>(value, unknown, {});
}

/// The same from text. Fails with ParseError too.
template <class T> Result<T> fromJsonText(const QByteArray &json, Unknown unknown)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return Error{Reason::ParseError, problem.errorString(), {}, {}};
    return fromJson<T>(document.object(), unknown);
}

} // namespace acolhe::wire
