// SPDX-License-Identifier: Apache-2.0
#include "backend/services/password_policy.h"

#include "backend/base/text.h"

#include <QSet>

#include <algorithm>

namespace acolhe::services {

using namespace Qt::StringLiterals;

/// What people choose most often in Brazil and elsewhere, folded and without what they put around it
/// ("Senha@2024!").
static bool isCommon(const QString &core)
{
    static const QSet<QString> words{u"senha"_s, u"senhasenha"_s, u"minhasenha"_s, u"suasenha"_s,
        u"novasenha"_s, u"senhaforte"_s, u"senhasegura"_s, u"mudar"_s, u"mudarsenha"_s, u"trocar"_s,
        u"trocarsenha"_s, u"acesso"_s, u"password"_s, u"passwort"_s, u"passw0rd"_s, u"p@ssw0rd"_s,
        u"p@ssword"_s, u"contrasena"_s, u"letmein"_s, u"welcome"_s, u"bemvindo"_s, u"changeme"_s, u"admin"_s,
        u"administrador"_s, u"administrator"_s, u"atendente"_s, u"gerente"_s, u"recepcao"_s, u"clinica"_s,
        u"hospital"_s, u"consultorio"_s, u"acolhe"_s, u"brasil"_s, u"flamengo"_s, u"corinthians"_s,
        u"palmeiras"_s, u"saopaulo"_s, u"vasco"_s, u"gremio"_s, u"santos"_s, u"cruzeiro"_s,
        u"internacional"_s, u"botafogo"_s, u"fluminense"_s, u"atletico"_s, u"iloveyou"_s, u"teamo"_s,
        u"euteamo"_s, u"amorzinho"_s, u"meuamor"_s, u"princesa"_s, u"jesus"_s, u"jesuscristo"_s,
        u"deusefiel"_s, u"jesuseosenhor"_s, u"familia"_s, u"felicidade"_s, u"sucesso"_s, u"futebol"_s,
        u"superman"_s, u"batman"_s, u"pokemon"_s, u"dragon"_s, u"monkey"_s, u"football"_s, u"baseball"_s,
        u"sunshine"_s, u"princess"_s, u"master"_s, u"trustno"_s, u"computer"_s, u"internet"_s, u"whatsapp"_s,
        u"instagram"_s, u"facebook"_s};
    return words.contains(core);
}

/// The letters of a password without the digits and signs at its ends: "Senha@2024" is "senha".
static QString coreOf(const QString &folded)
{
    qsizetype from = 0;
    qsizetype to = folded.size();
    while (from < to && !folded[from].isLetter())
        ++from;
    while (to > from && !folded[to - 1].isLetter())
        --to;
    return folded.mid(from, to - from);
}

/// A row of neighbouring keys or numbers, there and back and again ("1234567890", "qwertyuiop",
/// "abcabcabc…").
static bool isRow(const QString &folded)
{
    static const QString rows =
        u"01234567890123456789 98765432109876543210 qwertyuiopasdfghjklzxcvbnm qwertyuiopqwertyuiop "
        "abcdefghijklmnopqrstuvwxyz 1q2w3e4r5t6y7u8i9o0p 1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p asdfghjklasdfghjkl"_s;
    if (rows.contains(folded))
        return true;
    for (qsizetype period = 1; period <= 4 && period * 2 <= folded.size(); ++period) {
        bool repeats = true;
        for (qsizetype i = period; i < folded.size() && repeats; ++i)
            repeats = folded[i] == folded[i - period];
        if (repeats)
            return true;
    }
    return false;
}

static bool isAboutPerson(const QString &folded, const QString &email, const QString &name)
{
    const QString core = coreOf(folded);
    const QString address = acolhe::folded(email);
    const QString local = address.section(u'@', 0, 0);
    const QString domain = address.section(u'@', 1).section(u'.', 0, 0);
    QStringList words = acolhe::folded(name).split(u' ', Qt::SkipEmptyParts);
    if (words.size() > 2)
        words.append(words.first() + words.last());
    words += {address, local, domain, words.join(QString()), QString(local).remove(u'.')};
    const auto same = [&](const QString &word) {
        return word.size() > 2 && (word == folded || word == core);
    };
    return std::any_of(words.cbegin(), words.cend(), same) || acolhe::folded(name) == folded;
}

std::optional<Error> passwordProblem(
    const QString &password, const QString &email, const QString &name, const QString &field)
{
    if (password.toUcs4().size() < minPasswordLength)
        return Error::invalid(field, u"must have at least %1 characters"_s.arg(minPasswordLength));
    const QString plain = folded(password);
    if (isAboutPerson(plain, email, name))
        return Error::invalid(field, u"must not be the person's name or e-mail address"_s);
    const QString core = coreOf(plain);
    if (core.isEmpty() ? isRow(plain) : isCommon(core) || isRow(plain) || isRow(core))
        return Error::invalid(field, u"is one of the first that anybody would try; choose another"_s);
    return {};
}

} // namespace acolhe::services
