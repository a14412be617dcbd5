// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/ingest/webhooks.h"

#include <sodium.h>

#include <array>
#include <charconv>
#include <ctime>

namespace acolhe::bench {

static constexpr std::array texts{
    "Bom dia! Gostaria de remarcar a consulta com a doutora Ana para a próxima quinta-feira à tarde, se "
    "possível "
    "depois das 15h. Também preciso saber se o convênio cobre o exame de ultrassom 😊",
    "Oi, tudo bem? O resultado do exame de sangue já saiu?",
    "Confirmado, obrigada!",
    "Boa tarde. É preciso fazer jejum para a ressonância? E quais documentos devo levar no dia?",
    "Meu filho está com febre desde ontem à noite. Há algum encaixe hoje com o pediatra?",
};

/// The signature that Meta puts into X-Hub-Signature-256: HMAC-SHA256 of the body, in hexadecimal.
static std::string signature(const std::string &body, const std::string &secret)
{
    crypto_auth_hmacsha256_state state;
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest;
    crypto_auth_hmacsha256_init(
        &state, reinterpret_cast<const unsigned char *>(secret.data()), secret.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char *>(body.data()), body.size());
    crypto_auth_hmacsha256_final(&state, digest.data());
    std::array<char, 2 * digest.size() + 1> hex;
    return sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
}

Webhooks::Webhooks(Account account)
    : m_account(std::move(account))
    , m_idPrefix("wamid.bench." + std::to_string(randombytes_random()) + '.')
{
}

std::string Webhooks::body() const
{
    const std::string patient =
        std::to_string(5'511'900'000'000 + long(m_count % std::size_t(m_account.patients)));
    return R"({"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{)"
           R"("messaging_product":"whatsapp","metadata":{"display_phone_number":"5511955550783","phone_number_id":")"
        + m_account.phoneNumberId + R"("},"contacts":[{"profile":{"name":"Paciente )" + patient.substr(5)
        + R"("},"wa_id":")" + patient + R"("}],"messages":[{"from":")" + patient + R"(","id":")" + m_idPrefix
        + std::to_string(m_count) + R"(","timestamp":")" + std::to_string(std::time(nullptr))
        + R"(","type":"text","text":{"body":")" + texts[m_count % texts.size()]
        + R"("}}]},"field":"messages"}]}]})";
}

std::string Webhooks::next()
{
    ++m_count;
    const std::string json = body();
    return "POST /webhooks/meta/" + m_account.appKey
        + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(m_account.port)
        + "\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256="
        + signature(json, m_account.appSecret) + "\r\nContent-Length: " + std::to_string(json.size())
        + "\r\n\r\n" + json;
}

std::optional<std::size_t> Webhooks::numberIn(std::string_view event) const
{
    if (event.find("\"message.created\"") == event.npos)
        return {};
    const auto at = event.find(m_idPrefix);
    if (at == event.npos)
        return {};
    const std::string_view digits = event.substr(at + m_idPrefix.size());
    std::size_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number > 0 && number <= m_count ? std::optional(number) : std::nullopt;
}

} // namespace acolhe::bench
