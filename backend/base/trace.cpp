// SPDX-License-Identifier: Apache-2.0
#include "backend/base/trace.h"

#include <QRandomGenerator>
#include <QUuid>
#include <QtEndian>

#include <charconv>

namespace acolhe {

QByteArray TraceId::text() const
{
    quint64 bytes[2];
    qToBigEndian(high, &bytes[0]);
    qToBigEndian(low, &bytes[1]);
    return QByteArray(reinterpret_cast<const char *>(bytes), sizeof bytes).toHex();
}

TraceId TraceId::make()
{
    auto &random = *QRandomGenerator::global();
    TraceId id;
    while (!id.isValid())
        id = {random.generate64(), random.generate64()};
    return id;
}

static bool isLowerHex(QByteArrayView text)
{
    return std::all_of(
        text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

static quint64 hexNumber(QByteArrayView text)
{
    quint64 number = 0;
    std::from_chars(text.begin(), text.end(), number, 16);
    return number;
}

TraceId TraceId::ofTraceparent(QByteArrayView header)
{
    constexpr qsizetype length = 55; // version-traceid-parentid-flags
    if (header.size() < length || header[2] != '-' || header[35] != '-' || header[52] != '-')
        return {};
    const QByteArrayView version = header.first(2);
    // A version that comes after this one may append to it.
    const bool ends = header.size() == length || (version != "00" && header[length] == '-');
    const QByteArrayView trace = header.sliced(3, 32);
    const QByteArrayView parent = header.sliced(36, 16);
    if (!ends || version == "ff" || !isLowerHex(version) || !isLowerHex(trace) || !isLowerHex(parent)
        || !isLowerHex(header.sliced(53, 2)) || hexNumber(parent) == 0)
        return {};
    return {hexNumber(trace.first(16)), hexNumber(trace.last(16))};
}

TraceId TraceId::ofUuid(const QString &uuid)
{
    const QByteArray bytes = QUuid::fromString(uuid).toRfc4122();
    return {qFromBigEndian<quint64>(bytes.constData()), qFromBigEndian<quint64>(bytes.constData() + 8)};
}

} // namespace acolhe
