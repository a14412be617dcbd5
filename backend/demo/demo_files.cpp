// SPDX-License-Identifier: Apache-2.0
#include "backend/demo/demo_files.h"

#include "backend/base/crypto.h"
#include "backend/services/media_facts.h"
#include "backend/store/attachments.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QtEndian>

#include <array>
#include <cmath>

namespace acolhe::demo {

using namespace Qt::StringLiterals;

namespace {

template <class Number> QByteArray big(Number value)
{
    QByteArray bytes(sizeof(Number), '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

template <class Number> QByteArray little(Number value)
{
    QByteArray bytes(sizeof(Number), '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

/// The checksum of PNG and zip (ISO 3309).
quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = ~0u;
    for (const char byte : bytes) {
        crc ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320u : 0u);
    }
    return ~crc;
}

QByteArray chunk(const QByteArray &type, const QByteArray &content)
{
    return big(quint32(content.size())) + type + content + big(crc32(type + content));
}

/// Hills under a sky, of colours that follow from the name.
QByteArray picture(const QByteArray &seed)
{
    constexpr int width = 480;
    constexpr int height = 320;
    QByteArray rows;
    for (int y = 0; y < height; ++y) {
        rows += '\0'; // this row is not filtered
        for (int x = 0; x < width; ++x) {
            const double hill = height * (0.6 + 0.12 * std::sin(x / (40.0 + quint8(seed[0]) / 8.0)));
            const double far = height * (0.5 + 0.1 * std::cos(x / 70.0 + quint8(seed[1])));
            const int shade = y * 90 / height;
            if (y > hill)
                rows.append(char(40 + shade / 2))
                    .append(char(110 + quint8(seed[2]) / 4 - shade / 3))
                    .append('\x50');
            else if (y > far)
                rows.append('\x60').append(char(150 - shade / 2)).append(char(140 - shade / 3));
            else
                rows.append(char(150 + shade)).append(char(190 + shade / 2)).append('\xf0');
        }
    }
    QByteArray header = big(quint32(width)) + big(quint32(height)) + QByteArray("\x08\x02\0\0\0", 5);
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + chunk("IDAT", qCompress(rows, 9).mid(4))
        + chunk("IEND", {});
}

/// One page with the file's name on it.
QByteArray letter(const QString &name)
{
    const QByteArray words = "BT /F1 20 Tf 72 720 Td (Clinica Vila Serena) Tj 0 -36 Td /F1 13 Tf ("
        + QFileInfo(name).completeBaseName().toLatin1().replace('(', ' ').replace(')', ' ') + ") Tj ET";
    const std::array<QByteArray, 5> objects{"<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        "<< /Length " + QByteArray::number(words.size()) + " >>\nstream\n" + words + "\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"};
    QByteArray pdf = "%PDF-1.4\n";
    QByteArray places = "0000000000 65535 f \n";
    for (size_t i = 0; i < objects.size(); ++i) {
        places += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const QByteArray start = QByteArray::number(pdf.size());
    return pdf + "xref\n0 6\n" + places + "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n" + start
        + "\n%%EOF\n";
}

/// Some seconds of a voice that hums.
QByteArray voice(const QByteArray &seed)
{
    constexpr int rate = 8000;
    const int seconds = 3 + quint8(seed[0]) % 5;
    QByteArray samples;
    for (int i = 0; i < rate * seconds; ++i) {
        const double t = double(i) / rate;
        const double swell = 0.5 + 0.5 * std::sin(t * 5);
        const double pitch = 140 + 30 * std::sin(t * 1.7);
        samples += little(qint16(6000 * swell * std::sin(6.2832 * pitch * t)));
    }
    return "RIFF" + little(quint32(36 + samples.size())) + "WAVEfmt " + little(quint32(16))
        + little(quint16(1)) + little(quint16(1)) + little(quint32(rate)) + little(quint32(rate * 2))
        + little(quint16(2)) + little(quint16(16)) + "data" + little(quint32(samples.size())) + samples;
}

} // namespace

QByteArray demoFile(const QString &name)
{
    const QByteArray seed = crypto::sha256(name.toUtf8());
    if (name.endsWith(".png"_L1))
        return picture(seed);
    if (name.endsWith(".pdf"_L1))
        return letter(name);
    return name.endsWith(".wav"_L1) ? voice(seed) : QByteArray();
}

Result<Attachment> keepDemoFile(store::Transaction &transaction, const Caller &owner, const QString &name,
    const PathOf &pathOf, Timestamp at)
{
    const QByteArray bytes = demoFile(name);
    const QByteArray sha256 = crypto::sha256(bytes);
    const services::MediaFacts facts = services::mediaFacts(
        bytes.left(services::mediaHeadBytes), bytes.right(services::mediaTailBytes), name);
    QSaveFile file(pathOf(sha256));
    if (!QDir().mkpath(QFileInfo(file.fileName()).path()) || !file.open(QIODevice::WriteOnly)
        || file.write(bytes) != bytes.size() || !file.commit())
        return Error::internal(u"cannot write "_s + file.fileName());
    Attachment attachment{
        {}, facts.kind, facts.mimeType, name, bytes.size(), facts.width, facts.height, facts.durationMs, {}};
    const auto id = store::Attachments(transaction).add(attachment, sha256, owner, at);
    if (!id)
        return id.error();
    attachment.id = *id;
    attachment.url = u"/media/%1"_s.arg(id->value);
    return attachment;
}

} // namespace acolhe::demo
