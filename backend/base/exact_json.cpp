// SPDX-License-Identifier: Apache-2.0
#include "backend/base/exact_json.h"

#include <QJsonDocument>

namespace acolhe {

using namespace Qt::StringLiterals;

static bool isNumberPart(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

static bool isLongInteger(QByteArrayView number)
{
    if (number.startsWith('-'))
        number = number.sliced(1);
    if (number.size() <= 15 || number.front() == '0')
        return false;
    return std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Puts long integers in quotes. Looks at every byte once; what is no JSON comes out unchanged enough to be
/// refused.
static QByteArray quoteLongIntegers(const QByteArray &json)
{
    QByteArray out;
    qsizetype kept = 0;
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (isNumberPart(c)) {
            qsizetype end = i;
            while (end < json.size() && isNumberPart(json[end]))
                ++end;
            const QByteArrayView number = QByteArrayView(json).sliced(i, end - i);
            if (isLongInteger(number)) {
                out.append(QByteArrayView(json).sliced(kept, i - kept))
                    .append('"')
                    .append(number)
                    .append('"');
                kept = end;
            }
            i = end - 1;
        }
    }
    if (kept == 0)
        return json;
    return out.append(QByteArrayView(json).sliced(kept));
}

Result<QJsonObject> parseExactJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(quoteLongIntegers(json), &problem);
    if (problem.error != QJsonParseError::NoError)
        return Error{Reason::ParseError, problem.errorString(), {}, {}};
    if (!document.isObject())
        return Error{Reason::ParseError, u"not a JSON object"_s, {}, {}};
    return document.object();
}

QString idText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    return value.isDouble() ? QString::number(value.toInteger()) : QString();
}

} // namespace acolhe
