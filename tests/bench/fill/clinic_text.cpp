// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/fill/clinic_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

namespace acolhe::bench {

static constexpr std::size_t vocabulary = 20'000;

static constexpr auto common =
    "a o de que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou "
    "quando "
    "muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos seus quem nas me esse eles "
    "você bom "
    "dia tarde noite olá obrigado obrigada por favor consulta exame doutor doutora médico médica horário "
    "agendar "
    "agendamento remarcar cancelar confirmar confirmação segunda terça quarta quinta sexta sábado manhã "
    "amanhã hoje "
    "semana mês retorno receita atestado convênio particular valor pagamento pix cartão unimed bradesco "
    "sulamérica "
    "endereço clínica recepção telefone documento carteirinha guia autorização resultado sangue urina raio "
    "ultrassom "
    "ressonância tomografia cardiologista dermatologista pediatra ginecologista ortopedista oftalmologista "
    "dor febre "
    "tosse cabeça barriga garganta pressão remédio medicamento dose jejum preparo paciente criança filho "
    "filha mãe pai "
    "esposa marido urgente emergência encaixe vaga disponível espera atraso chegar estacionamento nome cpf "
    "nascimento "
    "email mensagem foto anexo enviar receber aguardo certo perfeito ótimo combinado";

static constexpr std::array syllables{"ca", "ção", "ri", "men", "to", "pre", "ta", "do", "lo", "sa", "vi",
    "ne", "co", "ma", "re", "ti", "fa", "bu", "gra", "lhe", "nha", "são", "pro", "des", "con", "per", "mi",
    "zo", "que", "gui", "ber", "tur", "il", "ar", "en", "os", "is"};

ClinicText::ClinicText(std::uint64_t seed)
    : m_random(seed)
{
    std::istringstream real(common);
    for (std::string word; real >> word;)
        m_words.push_back(word);
    std::mt19937 made(7);
    while (m_words.size() < vocabulary) {
        std::string word;
        for (auto parts = 2 + made() % 3; parts > 0; --parts)
            word += syllables[made() % syllables.size()];
        m_words.push_back(word);
    }
    double sum = 0;
    for (std::size_t rank = 0; rank < m_words.size(); ++rank) {
        sum += 1 / std::pow(double(rank) + 2.7, 1.07);
        m_cumulated.push_back(sum);
    }
    for (double &chance : m_cumulated)
        chance /= sum;
}

const std::string &ClinicText::word()
{
    const double drawn = std::uniform_real_distribution<>(0, 1)(m_random);
    const auto found = std::lower_bound(m_cumulated.begin(), m_cumulated.end(), drawn);
    return m_words[std::size_t(std::min(found, m_cumulated.end() - 1) - m_cumulated.begin())];
}

std::string ClinicText::message()
{
    std::string text = word();
    for (auto words = 2 + number(18); words > 0; --words)
        text += ' ' + word();
    return text;
}

} // namespace acolhe::bench
