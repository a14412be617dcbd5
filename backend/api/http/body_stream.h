// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/link.h"

#include <QIODevice>

namespace acolhe::http {

/// Sends a device's bytes over a link as fast as the client reads them, and no faster.
class BodyStream : public QObject {
    Q_OBJECT
public:
    /// `length` < 0: all there is.
    BodyStream(
        Link &link, std::unique_ptr<QIODevice> device, qint64 length, bool chunked, qint64 writeBuffer);

    void feed();

Q_SIGNALS:
    void done(bool whole); ///< once; not whole: the device ended before `length`

private:
    void sendPiece(const QByteArray &piece);
    void end(bool whole);

    Link &m_link;
    std::unique_ptr<QIODevice> m_device;
    qint64 m_left;
    bool m_chunked;
    qint64 m_writeBuffer;
    bool m_sourceEnded;
    bool m_ended = false;
};

} // namespace acolhe::http
