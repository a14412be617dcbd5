// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace acolhe {

/// Text as every database and screen can hold it: lone surrogates and U+0000 become U+FFFD, all else stays as
/// it is. Every text from outside passes here once, at the border (contract, Values).
QString cleanText(const QString &text);
/// Is `text` what cleanText would give?
bool isClean(const QString &text);

/// Lower case without accents, for search and comparison: "Ação" and "acao" fold alike.
QString folded(const QString &text);

/// At most `count` UTF-16 units of one line, without cutting a surrogate pair, with "…" where something was
/// cut.
QString preview(const QString &text, int count);

/// "MS" for "Marina da Silva": first letters of the first and last word that have one; empty when none has (a
/// phone number, an emoji).
QString initials(const QString &name);

} // namespace acolhe
