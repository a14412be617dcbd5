// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace acolhe::bench {

/// Makes the requests with which Meta delivers patients' texts to one WhatsApp number: signed, each message
/// new.
class Webhooks {
public:
    struct Account {
        int port = 0;
        std::string appKey;
        std::string appSecret;
        std::string phoneNumberId;
        int patients = 1; ///< who write in turn
    };

    explicit Webhooks(Account account);

    /// The next message's whole HTTP request.
    std::string next();
    /// How many were made; the last one has this number, the first 1.
    std::size_t count() const { return m_count; }
    /// The number of the message that a `message.created` event is about, if it is one of these.
    std::optional<std::size_t> numberIn(std::string_view event) const;

private:
    std::string body() const;

    const Account m_account;
    const std::string m_idPrefix; ///< of this run
    std::size_t m_count = 0;
};

} // namespace acolhe::bench
