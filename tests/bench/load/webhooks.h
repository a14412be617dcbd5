// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/load/source.h"

#include <vector>

namespace acolhe::bench {

/// The requests with which Meta delivers patients' texts to WhatsApp numbers: signed, each message new.
class Webhooks : public Source {
public:
    struct Account {
        std::string appKey;
        std::string phoneNumberId;
        std::string appSecret;
    };

    /// The accounts take turns; so do the `patients` of each.
    Webhooks(std::vector<Account> accounts, std::size_t patients);

private:
    Call make(std::size_t number) override;
    std::string body(const Account &account, std::size_t number) const;

    const std::vector<Account> m_accounts;
    const std::size_t m_patients;
};

} // namespace acolhe::bench
