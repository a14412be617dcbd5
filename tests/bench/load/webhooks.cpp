// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/webhooks.h"

#include <sodium.h>

#include <array>
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

Webhooks::Webhooks(std::vector<Account> accounts, std::size_t patients)
    : Source("wamid.bench." + std::to_string(randombytes_random()) + '.', 10)
    , m_accounts(std::move(accounts))
    , m_patients(patients)
{
}

std::string Webhooks::body(const Account &account, std::size_t number) const
{
    const std::string patient =
        std::to_string(5'511'900'000'000 + long(number / m_accounts.size() % m_patients));
    return R"({"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{)"
           R"("messaging_product":"whatsapp","metadata":{"display_phone_number":"5511955550783","phone_number_id":")"
        + account.phoneNumberId + R"("},"contacts":[{"profile":{"name":"Paciente )" + patient.substr(5)
        + R"("},"wa_id":")" + patient + R"("}],"messages":[{"from":")" + patient + R"(","id":")" + mark()
        + std::to_string(number) + R"(","timestamp":")" + std::to_string(std::time(nullptr))
        + R"(","type":"text","text":{"body":")" + texts[number % texts.size()]
        + R"("}}]},"field":"messages"}]}]})";
}

Call Webhooks::make(std::size_t number)
{
    const Account &account = m_accounts[number % m_accounts.size()];
    Call call{"/webhooks/meta/" + account.appKey, {}, {}, body(account, number)};
    call.headers = "X-Hub-Signature-256: sha256=" + signature(call.body, account.appSecret) + "\r\n";
    return call;
}

} // namespace acolhe::bench
