// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/connection.h"

namespace acolhe::store {

/// Who did what to what; never what was said.
class Audit {
public:
    explicit Audit(Connection &connection)
        : m_connection(connection)
    {
    }

    /// `action` like "user.deactivate", `target` like "user/7", `detail` short and without personal data.
    Result<> add(Timestamp at, const std::optional<UserId> &actor, const QString &action,
        const QString &target, const QString &detail = {});

private:
    Connection &m_connection;
};

} // namespace acolhe::store
