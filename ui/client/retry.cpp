// SPDX-License-Identifier: Apache-2.0
#include "ui/client/retry.h"

#include <algorithm>

namespace acolhe::client {

qint64 Retry::next(double random)
{
    const qint64 grown = std::min(lastMs, firstMs << std::min(m_failures, 10));
    ++m_failures;
    return grown / 2 + qint64(double(grown) * random);
}

} // namespace acolhe::client
