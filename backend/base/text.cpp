// SPDX-License-Identifier: Apache-2.0
#include "backend/base/text.h"

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

static QString firstLetter(const QString &word)
{
    const bool pair = word.size() > 1 && word[0].isHighSurrogate();
    return word.left(pair ? 2 : 1).toUpper();
}

QString initials(const QString &name)
{
    const QStringList words = name.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return u"?"_s;
    return words.size() == 1 ? firstLetter(words[0]) : firstLetter(words.first()) + firstLetter(words.last());
}

} // namespace acolhe
