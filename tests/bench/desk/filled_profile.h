// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/client/key_store.h"

namespace acolhe::bench {

/// Where the desktop of this benchmark believes its server: nobody answers there.
inline const QString server = QStringLiteral("http://127.0.0.1:9");

/// Makes a profile whose owner is signed in, with a mirror of a clinic's life in it. One conversation, id 1,
/// has so many of the messages.
void fillProfile(const QString &folder, qint64 messages, qint64 longest);

/// The secrets that open it.
void putSecrets(client::KeyStore &keys);

} // namespace acolhe::bench
