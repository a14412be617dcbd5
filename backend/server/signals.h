// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace acolhe::server {

/// SIGTERM and SIGINT as a Qt signal. One at a time.
class StopSignals : public QObject {
    Q_OBJECT
public:
    StopSignals();
    ~StopSignals() override;

Q_SIGNALS:
    void stopRequested() const;

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

/// A full file system or a client that went must be an error of the call, not the end of the process.
void ignoreBrokenPipes();
/// As many open files as the system allows: each connection and each clinic takes some.
void raiseFileLimit();

} // namespace acolhe::server
