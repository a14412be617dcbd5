// SPDX-License-Identifier: Apache-2.0
#include "backend/domain/people.h"

#include "backend/base/phone.h"

namespace acolhe {

Identity phoneIdentity(const QString &address, const QString &displayName)
{
    const QString key = phoneKey(address);
    return {IdentityKind::Phone, key.isEmpty() ? address : key, address, displayName};
}

} // namespace acolhe
