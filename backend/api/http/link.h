// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/api/http/admission.h"
#include "backend/api/http/limits.h"
#include "backend/api/http/pace.h"

#include <QTcpSocket>

#include <memory>

namespace acolhe::http {

struct Site;

/// One accepted TCP or TLS connection: bytes in, bytes out, both bounded, and an end that lets the last
/// answer arrive. What the bytes mean is its owner's business.
class Link : public QObject {
    Q_OBJECT
public:
    /// Takes the socket.
    Link(std::unique_ptr<QTcpSocket> socket, Admissions::Place place, std::shared_ptr<Site> site);
    ~Link() override;

    const QHostAddress &peer() const { return m_peer; }
    bool isOpen() const { return m_state == State::Open; }

    qint64 available() const { return m_socket->bytesAvailable(); }
    QByteArray peek() const;
    void skip(qint64 bytes);

    void write(const QByteArray &bytes);
    /// Bytes written that the kernel has not taken yet.
    qint64 pending() const;

    enum class Input { Ended, Coming };
    /// Sends what is written, then closes. With Input::Coming what still arrives is read and thrown away for
    /// a while: a socket closed with unread input sends a reset, which would destroy the answer on its way.
    /// Many clients read no answer before they have sent everything.
    void finish(Input input);
    void abort();
    void tick(qint64 nowMs);

Q_SIGNALS:
    void readable();
    void progressed(); ///< some of what was written is gone
    void tooSlow(); ///< what was written was not taken in time; closed() follows
    void closed(); ///< once

private:
    enum class State { Open, Flushing, Lingering, Closed };

    void onReadyRead();
    void onWritten(qint64 bytes);
    void endWriting();
    void discard();
    void setClosed();

    std::unique_ptr<QTcpSocket> m_socket;
    Admissions::Place m_place;
    std::shared_ptr<Site> m_site;
    QHostAddress m_peer;
    bool m_encrypted;
    State m_state = State::Open;
    Input m_input = Input::Ended;
    Pace m_pace;
    Pace m_lingerPace;
    qint64 m_lingerEnd = 0; ///< however much still comes
    qint64 m_discarded = 0;
};

} // namespace acolhe::http
