// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/store/connection.h"

namespace acolhe::store {

class Labels {
public:
    explicit Labels(Connection &connection)
        : m_connection(connection)
    {
    }

    /// Nothing happens when it is there already. `color` as "#rrggbb".
    Result<> add(const QString &name, const QString &color);
    Result<QStringList> names();

private:
    Connection &m_connection;
};

} // namespace acolhe::store
