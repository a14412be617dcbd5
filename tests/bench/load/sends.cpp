// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/sends.h"

#include <sodium.h>

#include <cstdio>

namespace acolhe::bench {

/// The first part of a UUID, up to its last twelve digits, which are the message's number.
static std::string uuidStart()
{
    char start[25];
    std::snprintf(start, sizeof start, "%08x-%04x-4%03x-8%03x-", randombytes_random(),
        randombytes_uniform(1 << 16), randombytes_uniform(1 << 12), randombytes_uniform(1 << 12));
    return start;
}

Sends::Sends(std::vector<std::string> conversations)
    : Source(uuidStart(), 16)
    , m_conversations(std::move(conversations))
{
}

Call Sends::make(std::size_t number)
{
    // As long as what the peer is sent.
    static constexpr auto text =
        "Bom dia, a consulta foi confirmada para amanha. Bom dia, a consulta foi confirmada "
        "para amanha. Bom dia, a consulta foi confirmada para amanha. Bom dia, a consulta foi "
        "confirmada para amanha. ";
    char digits[13];
    std::snprintf(digits, sizeof digits, "%012zx", number);
    return {"/api/v1/messages.send", {}, "messages.send",
        R"({"conversationId":)" + m_conversations[number % m_conversations.size()] + R"(,"clientId":")"
            + mark() + digits + R"(","text":")" + text + "\"}"};
}

} // namespace acolhe::bench
