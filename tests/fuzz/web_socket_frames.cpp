// SPDX-License-Identifier: Apache-2.0
// Any bytes in any pieces go through the frame reader: the same frames come however they are cut, within
// bounds.
#include "backend/api/http/frame_reader.h"

#include <QList>

#include <cstdlib>

using namespace acolhe::http;
using Frame = FrameReader::Frame;

namespace {

constexpr qint64 messageLimit = 300;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

QList<Frame> framesOf(QByteArrayView wire, qsizetype step)
{
    FrameReader reader(messageLimit);
    QList<Frame> frames;
    for (qsizetype at = 0; at < wire.size();) {
        qsizetype used = 0;
        const Frame frame = reader.read(wire.sliced(at, qMin(step, wire.size() - at)), used);
        require(used > 0 || frame.kind == Frame::Error);
        require(reader.heldBytes() <= messageLimit + 125);
        at += used;
        if (frame.kind == Frame::None)
            continue;
        frames.append(frame);
        if (frame.kind == Frame::Error)
            break;
        if (frame.kind == Frame::Text) {
            require(frame.bytes.size() <= messageLimit);
            require(textFrame(frame.bytes).endsWith(frame.bytes));
        }
    }
    return frames;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView wire(data + 1, qsizetype(size) - 1);
    const QList<Frame> cut = framesOf(wire, 1 + data[0] % 16);
    const QList<Frame> whole = framesOf(wire, qMax<qsizetype>(1, wire.size()));
    require(cut.size() == whole.size());
    for (qsizetype i = 0; i < cut.size(); ++i)
        require(
            cut[i].kind == whole[i].kind && cut[i].bytes == whole[i].bytes && cut[i].code == whole[i].code);
    return 0;
}
