// SPDX-License-Identifier: Apache-2.0
#include "backend/services/accounts.h"

#include <QRegularExpression>

namespace acolhe::services {

using namespace Qt::StringLiterals;

QString accountEmail(const QString &email)
{
    return email.trimmed().normalized(QString::NormalizationForm_C).toCaseFolded();
}

bool looksLikeEmail(const QString &email)
{
    static const QRegularExpression shape(u"^[^@\\s<>,;\"]{1,64}@[^@\\s<>,;\"]{1,255}$"_s);
    return shape.match(email.trimmed()).hasMatch();
}

} // namespace acolhe::services
