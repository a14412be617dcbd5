// SPDX-License-Identifier: Apache-2.0
#include "backend/protocol/codec.h"

#include <cmath>

namespace acolhe::wire {

static void appendEscaped(QByteArray &out, uchar c)
{
    switch (c) {
    case '"':
        out.append("\\\"");
        return;
    case '\\':
        out.append("\\\\");
        return;
    case '\n':
        out.append("\\n");
        return;
    case '\r':
        out.append("\\r");
        return;
    case '\t':
        out.append("\\t");
        return;
    default:
        break;
    }
    static constexpr char hex[] = "0123456789abcdef";
    out.append("\\u00").append(hex[c >> 4]).append(hex[c & 15]);
}

void writeText(QByteArray &out, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    out.append('"');
    qsizetype kept = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const uchar c = uchar(utf8[i]);
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
            continue;
        out.append(utf8.constData() + kept, i - kept);
        appendEscaped(out, c);
        kept = i + 1;
    }
    out.append(utf8.constData() + kept, utf8.size() - kept).append('"');
}

void writeNumber(QByteArray &out, double number)
{
    out.append(
        std::isfinite(number) ? QByteArray::number(number, 'g', QLocale::FloatingPointShortest) : "null");
}

Error wrong(const QString &path, const char *what)
{
    return Error::invalid(path, QString::fromLatin1(what));
}

QString memberPath(const QString &path, QLatin1StringView name)
{
    return path.isEmpty() ? QString(name) : path + u'.' + name;
}

} // namespace acolhe::wire
