// SPDX-License-Identifier: Apache-2.0
#include "backend/base/text.h"

#include <QStringList>

namespace acolhe {

using namespace Qt::StringLiterals;

static bool isLoneSurrogate(const QString &text, qsizetype i)
{
    const QChar c = text[i];
    if (c.isHighSurrogate())
        return i + 1 >= text.size() || !text[i + 1].isLowSurrogate();
    return c.isLowSurrogate() && (i == 0 || !text[i - 1].isHighSurrogate());
}

bool isClean(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isNull() || (text[i].isSurrogate() && isLoneSurrogate(text, i)))
            return false;
    }
    return true;
}

QString cleanText(const QString &text)
{
    if (isClean(text))
        return text;
    QString out = text;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isNull() || (text[i].isSurrogate() && isLoneSurrogate(text, i)))
            out[i] = QChar::ReplacementCharacter;
    }
    return out;
}

QString folded(const QString &text)
{
    const QString apart = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    QString out;
    out.reserve(apart.size());
    for (const QChar c : apart) {
        if (c.category() != QChar::Mark_NonSpacing)
            out.append(c);
    }
    return out;
}

QString preview(const QString &text, int count)
{
    QString line = text.left(4 * count).simplified();
    if (line.size() <= count && text.size() <= 4 * count)
        return line;
    qsizetype cut = qMin<qsizetype>(count - 1, line.size());
    if (cut > 0 && line[cut - 1].isHighSurrogate())
        --cut;
    return line.left(cut) + u'…';
}

/// The first letter of any script in a word, in upper case; empty when it has none.
static QString firstLetter(const QString &word)
{
    for (qsizetype i = 0; i < word.size(); ++i) {
        const bool pair = word[i].isHighSurrogate() && i + 1 < word.size();
        const char32_t code = pair ? QChar::surrogateToUcs4(word[i], word[i + 1]) : word[i].unicode();
        if (QChar::isLetter(code))
            return word.mid(i, pair ? 2 : 1).toUpper();
        i += pair ? 1 : 0;
    }
    return {};
}

QString initials(const QString &name)
{
    QString first;
    QString last;
    const QStringList words = name.left(200).split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QString letter = firstLetter(word);
        if (letter.isEmpty())
            continue;
        (first.isEmpty() ? first : last) = letter;
    }
    return first + last;
}

} // namespace acolhe
