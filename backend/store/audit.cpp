// SPDX-License-Identifier: Apache-2.0
#include "backend/store/audit.h"

namespace acolhe::store {

using namespace Qt::StringLiterals;

Result<> Audit::add(Timestamp at, const std::optional<UserId> &actor, const QString &action,
    const QString &target, const QString &detail)
{
    const auto put =
        m_connection.run(u"INSERT INTO audit (at, actor_id, action, target, detail) VALUES (?, ?, ?, ?, ?)"_s,
            with(at, actor, action, target, detail));
    return put ? Result<>(Done{}) : Result<>(put.error());
}

} // namespace acolhe::store
