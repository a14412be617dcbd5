// SPDX-License-Identifier: Apache-2.0
#include "backend/services/media_facts.h"

#include "backend/domain/media_type.h"

#include "backend/base/text.h"

#include <QFileInfo>
#include <QMimeDatabase>
#include <QSize>
#include <QtEndian>

#include <array>

namespace acolhe::services {

using namespace Qt::StringLiterals;

namespace {

/// What the formats that channels carry begin with.
struct Magic {
    int offset;
    QByteArrayView bytes;
    const char *mimeType;
};
constexpr std::array magics{
    Magic{0, "\x89PNG\r\n\x1a\n", "image/png"},
    Magic{0, "\xff\xd8\xff", "image/jpeg"},
    Magic{0, "GIF8", "image/gif"},
    Magic{8, "WEBP", "image/webp"},
    Magic{0, "OggS", "audio/ogg"},
    Magic{0, "ID3", "audio/mpeg"},
    Magic{0, "\xff\xfb", "audio/mpeg"},
    Magic{0, "#!AMR", "audio/amr"},
    Magic{8, "WAVE", "audio/wav"},
    Magic{4, "ftypM4A", "audio/mp4"},
    Magic{4, "ftyp3gp", "video/3gpp"},
    Magic{4, "ftypmp4", "video/mp4"},
    Magic{4, "ftypiso", "video/mp4"},
    Magic{4, "ftypavc1", "video/mp4"},
    Magic{0, "%PDF-", "application/pdf"},
};

QString mimeTypeOf(const QByteArray &head, const QString &fileName)
{
    for (const Magic &magic : magics) {
        if (QByteArrayView(head).sliced(qMin<qsizetype>(magic.offset, head.size())).startsWith(magic.bytes))
            return QString::fromLatin1(magic.mimeType);
    }
    return QMimeDatabase().mimeTypeForFileNameAndData(fileName, head).name();
}

template <class Number> int big(const QByteArray &bytes, qsizetype at)
{
    return at + qsizetype(sizeof(Number)) <= bytes.size()
        ? int(qFromBigEndian<Number>(bytes.constData() + at))
        : 0;
}

int little16(const QByteArray &bytes, qsizetype at)
{
    return at + 2 <= bytes.size() ? qFromLittleEndian<quint16>(bytes.constData() + at) : 0;
}

/// From one marker to the next until the one that holds the size.
QSize jpegSize(const QByteArray &head)
{
    qsizetype at = 2;
    while (at + 9 < head.size() && quint8(head[at]) == 0xff) {
        const quint8 marker = quint8(head[at + 1]);
        const bool isFrame =
            marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (isFrame)
            return {big<quint16>(head, at + 7), big<quint16>(head, at + 5)};
        at += 2 + qMax(2, big<quint16>(head, at + 2));
    }
    return {};
}

QSize webpSize(const QByteArray &head)
{
    if (head.mid(12, 4) == "VP8X" && head.size() >= 30)
        return {1 + (little16(head, 24) | quint8(head[26]) << 16),
            1 + (little16(head, 27) | quint8(head[29]) << 16)};
    if (head.mid(12, 4) == "VP8 ")
        return {little16(head, 26) & 0x3fff, little16(head, 28) & 0x3fff};
    return {};
}

QSize imageSize(const QString &mimeType, const QByteArray &head)
{
    if (mimeType == "image/png"_L1)
        return {big<qint32>(head, 16), big<qint32>(head, 20)};
    if (mimeType == "image/gif"_L1)
        return {little16(head, 6), little16(head, 8)};
    return mimeType == "image/jpeg"_L1 ? jpegSize(head) : webpSize(head);
}

/// Ogg with Opus: the last page says how many samples, at 48 kHz, came before its end.
std::optional<qint64> opusMs(const QByteArray &head, const QByteArray &tail)
{
    const qsizetype page = tail.lastIndexOf("OggS");
    if (!head.contains("OpusHead") || page < 0 || page + 14 > tail.size())
        return {};
    const qint64 samples = qFromLittleEndian<qint64>(tail.constData() + page + 6);
    constexpr qint64 dayMs = 24 * 3600 * 1000;
    const qint64 ms = samples / 48;
    return ms > 0 && ms < dayMs ? std::optional(ms) : std::nullopt;
}

/// WAV says how many bytes there are, and how many a second.
std::optional<qint64> waveMs(const QByteArray &head)
{
    if (head.size() < 44 || head.mid(12, 4) != "fmt ")
        return {};
    const auto whole = qFromLittleEndian<quint32>(head.constData() + 4);
    const auto rate = qFromLittleEndian<quint32>(head.constData() + 28);
    return rate > 0 && whole > 36 ? std::optional(qint64(whole - 36) * 1000 / rate) : std::nullopt;
}

} // namespace

MediaFacts mediaFacts(const QByteArray &head, const QByteArray &tail, const QString &fileName)
{
    MediaFacts facts;
    facts.mimeType = mimeTypeOf(head, fileName);
    facts.kind = kindOfFile(facts.mimeType);
    if (facts.kind == MessageKind::Image) {
        const QSize size = imageSize(facts.mimeType, head);
        if (size.width() > 0 && size.height() > 0 && size.width() <= 65'535 && size.height() <= 65'535) {
            facts.width = size.width();
            facts.height = size.height();
        }
    }
    if (facts.mimeType == "audio/ogg"_L1)
        facts.durationMs = opusMs(head, tail);
    else if (facts.mimeType == "audio/wav"_L1)
        facts.durationMs = waveMs(head);
    return facts;
}

QString safeFileName(const QString &told, const MediaFacts &facts)
{
    constexpr int longest = 150;
    QString name;
    for (const QChar c : cleanText(told).section(u'/', -1).section(u'\\', -1)) {
        // Marks of direction can make an .exe look like a .pdf.
        const bool hides = c.category() == QChar::Other_Format || c.category() == QChar::Other_Control;
        if (!hides && !u"<>:\"|?*"_s.contains(c))
            name += c;
    }
    while (name.startsWith(u'.') || name.startsWith(u' '))
        name.remove(0, 1);
    if (name.size() > longest) {
        const QString ending = QFileInfo(name).suffix().left(10);
        name = name.left(longest - 11) + (ending.isEmpty() ? QString() : u'.' + ending);
    }
    if (!name.isEmpty())
        return name;
    const QString suffix = QMimeDatabase().mimeTypeForName(facts.mimeType).preferredSuffix();
    return QString::fromLatin1(word(facts.kind)) + (suffix.isEmpty() ? QString() : u'.' + suffix);
}

} // namespace acolhe::services
