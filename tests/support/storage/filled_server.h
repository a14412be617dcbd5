// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/storage/stored_server.h"

namespace acolhe::tests {

constexpr ClinicId sorriso{1}; ///< of the newest schema
constexpr ClinicId vida{3}; ///< of the first one, as a server that was not started since has it

/// A stored server with two clinics, keys and attachments.
class FilledServer : public StoredServer {
public:
    explicit FilledServer(const QString &database)
        : StoredServer(database)
    {
        using namespace Qt::StringLiterals;
        const bool loaded = load(store::controlPlace, store::Databases::newestSchema(store::controlPlace))
            && load(sorriso, store::Databases::newestSchema(sorriso)) && load(vida, 1);
        if (!loaded)
            qFatal("the stored databases do not fit");
        write(u"keys"_s, "1 a-key\n");
        write(u"clinics/1/attachments/ab/exame nº 1.jpg"_s, QByteArray("\0\xff\r\n", 4).repeated(700'000));
        write(u"clinics/1/attachments/cd/empty"_s, {});
    }
};

} // namespace acolhe::tests
