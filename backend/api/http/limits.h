// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace acolhe::http {

/// Every bound of the front. Sizes in bytes, times in milliseconds. The defaults suit a clinic on the
/// Internet.
struct Limits {
    int headBytes = 16 * 1024; ///< request line and headers together; also a chunk's line and the trailers
    int headers = 100;
    qint64 bodyBytes = 1024 * 1024; ///< where a route does not say its own
    qint64 heldBytes = 256 * 1024 * 1024; ///< bodies and messages being received, all connections together
    int readBufferBytes = 64 * 1024; ///< per connection; what waits beyond it waits in the sender's kernel
    qint64 writeBufferBytes =
        256 * 1024; ///< a streamed answer is read on only below this; so big is the kernel's, too
    qint64 lingerBytes = 64 * 1024 * 1024; ///< read and thrown away after an early answer, so that it arrives

    int connections = 4096;
    int connectionsPerAddress = 256; ///< not for trusted proxies. IPv6: per /64
    bool loopbackIsExempt = true; ///< from the bound per address

    qint64 tlsMs = 10'000; ///< from connecting to encrypted
    qint64 headMs = 10'000; ///< from connecting, or a request's first byte, to the end of its head
    qint64 idleMs = 60'000; ///< between requests of a connection
    qint64 answerMs = 60'000; ///< for a handler; then 503
    qint64 lingerMs = 2'000; ///< after an early answer, the window in which a client must send on
    qint64 lingerMostMs = 30'000; ///< for one that does
    qint64 stopMs = 10'000; ///< for what is in flight at stop()
    qint64 tickMs = 500; ///< how often the times are looked at

    /// In each window of this time a body that comes, and an answer that goes, must move by so much; so must
    /// what still comes after an early answer, in its own.
    qint64 bodyWindowMs = 30'000;
    qint64 writeWindowMs = 30'000;
    qint64 slowestBytesPerSecond = 1024;

    struct WebSocket {
        qint64 messageBytes = 1024 * 1024; ///< incoming
        qint64 pendingBytes = 4 * 1024 * 1024; ///< outgoing; a consumer slower than that is dropped
        int framesPerSecond = 100; ///< incoming, in the long run; beyond it reading pauses
        int frameBurst = 400;
        qint64 pingMs = 30'000; ///< of silence, then a ping
        qint64 silenceMs = 75'000; ///< then it is dead
        qint64 closeMs = 5'000; ///< for the closing handshake
    } webSocket;
};

/// What happened since the start; the first two groups only grow. For the metrics.
struct Counters {
    quint64 accepted = 0;
    quint64 requests = 0;
    quint64 answers[6] = {}; ///< by hundreds of the status: answers[4] are the 4xx
    quint64 refusedFull = 0; ///< connections over the total
    quint64 refusedAddress = 0; ///< connections over one address's share
    quint64 refusedOrigin = 0; ///< upgrades from a foreign page
    quint64 malformed = 0; ///< requests that are not HTTP, or try to smuggle one
    quint64 tooLarge = 0; ///< heads and bodies
    quint64 overloaded = 0; ///< bodies refused because too many bytes were held already
    quint64 tlsFailures = 0;

    quint64 tlsTimeouts = 0;
    quint64 headTimeouts = 0;
    quint64 bodyTimeouts = 0;
    quint64 answerTimeouts = 0; ///< handlers that were too slow
    quint64 slowReaders = 0; ///< answers cut because the client did not read them
    quint64 webSocketsOpened = 0;
    quint64 webSocketsDropped = 0; ///< consumers that did not read
    quint64 webSocketsSilent = 0; ///< connections that were dead
    quint64 webSocketsFaulty = 0; ///< closed for breaking the protocol

    int connections = 0; ///< open now, WebSockets too
    int webSockets = 0; ///< open now
};

} // namespace acolhe::http
