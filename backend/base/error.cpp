// SPDX-License-Identifier: Apache-2.0
#include "backend/base/error.h"

namespace acolhe {

using namespace Qt::StringLiterals;

Error Error::internal(const QString &text)
{
    return {Reason::Internal, text, {}, {}};
}

Error Error::notFound(const QString &what)
{
    return {Reason::NotFound, what + u": not found"_s, {}, {}};
}

Error Error::forbidden(const QString &why)
{
    return {Reason::Forbidden, why, {}, {}};
}

Error Error::conflict(const QString &why)
{
    return {Reason::Conflict, why, {}, {}};
}

Error Error::invalid(const QString &field, const QString &why)
{
    return {Reason::InvalidParams, why, field, {}};
}

Error Error::rateLimited(qint64 retryAfterMs, const QString &why)
{
    return {Reason::RateLimited, why, {}, {{u"retryAfterMs"_s, retryAfterMs}}};
}

} // namespace acolhe
