// SPDX-License-Identifier: Apache-2.0
#include "backend/base/phone.h"

#include <QSet>

namespace acolhe {

using namespace Qt::StringLiterals;

static bool isAreaCode(QStringView ddd)
{
    static const QSet<int> codes{11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 24, 27, 28, 31, 32, 33, 34, 35,
        37, 38, 41, 42, 43, 44, 45, 46, 47, 48, 49, 51, 53, 54, 55, 61, 62, 63, 64, 65, 66, 67, 68, 69, 71,
        73, 74, 75, 77, 79, 81, 82, 83, 84, 85, 86, 87, 88, 89, 91, 92, 93, 94, 95, 96, 97, 98, 99};
    return codes.contains(ddd.toInt());
}

static QString digitsOf(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c == u'@' || c == u':')
            break;
        if (c >= u'0' && c <= u'9')
            digits.append(c);
    }
    return digits;
}

/// DDD and local part of a Brazilian number, or nothing.
static QString brazilianKey(const QString &national)
{
    if (national.size() != 10 && national.size() != 11)
        return {};
    const QString ddd = national.left(2);
    QString local = national.mid(2);
    if (!isAreaCode(ddd))
        return {};
    if (local.size() == 9 && local[0] != u'9')
        return {};
    if (local.size() == 8) {
        if (local[0] >= u'6')
            local.prepend(u'9'); // a mobile as it was written before 2016; landlines begin with 2 to 5
        else if (local[0] < u'2')
            return {};
    }
    return u"+55"_s + ddd + local;
}

QString phoneKey(const QString &text, const QString &areaCode)
{
    QString digits = digitsOf(text);
    if (digits.startsWith("0"_L1) && !digits.startsWith("00"_L1))
        digits.remove(0, 1); // the trunk prefix of "(011) …"
    const bool international = text.trimmed().startsWith(u'+');
    if (digits.startsWith("55"_L1) && (digits.size() == 12 || digits.size() == 13)) {
        const QString key = brazilianKey(digits.mid(2));
        if (!key.isEmpty())
            return key;
    }
    if (!international) {
        // A number of 11 digits that begins with 55 is area code 55, not the country without its last digits.
        const QString key = brazilianKey(digits);
        if (!key.isEmpty())
            return key;
        if (!areaCode.isEmpty() && (digits.size() == 8 || digits.size() == 9)) {
            const QString local = brazilianKey(areaCode + digits);
            if (!local.isEmpty())
                return local;
        }
    }
    // E.164 has at most 15 digits; fewer than 8 is a service number or a slip.
    return digits.size() >= 8 && digits.size() <= 15 ? u'+' + digits : QString();
}

QString displayPhone(const QString &text)
{
    const QString key = phoneKey(text);
    if (!key.startsWith("+55"_L1) || (key.size() != 13 && key.size() != 14))
        return text;
    const QString local = key.mid(5);
    return u"+55 (%1) %2-%3"_s.arg(key.mid(3, 2), local.left(local.size() - 4), local.right(4));
}

} // namespace acolhe
