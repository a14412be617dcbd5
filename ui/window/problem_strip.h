// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/clock.h"
#include "backend/base/timestamp.h"
#include "backend/domain/inbox.h"

#include <QWidget>

#include <optional>

class QTimer;

namespace acolhe::ui {

class Banner;

/// How the server can be reached now.
struct Connection {
    enum State { Online, Connecting, Lost };
    State state = Connecting;
    std::optional<Timestamp> nextAttempt; ///< with Lost

    bool operator==(const Connection &) const = default;
};

/// The strips below the window's title, each there only while something is wrong.
class ProblemStrip final : public QWidget {
    Q_OBJECT
public:
    /// `clock` is borrowed and must live longer.
    explicit ProblemStrip(const Clock &clock, QWidget *parent = nullptr);

    void setConnection(const Connection &connection);
    /// The mirror could not be written to this computer: what is not sent is lost when the program ends.
    void setMemoryOnly(bool memoryOnly);
    /// Shows the first that needs attention.
    void setInboxes(const QList<Inbox> &inboxes);

Q_SIGNALS:
    void reconnectRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void refreshConnection();
    void refreshInboxes();

    const Clock &m_clock;
    Connection m_connection;
    bool m_memoryOnly = false;
    QList<Inbox> m_inboxes;
    Banner *m_connectionBanner;
    Banner *m_memoryBanner;
    Banner *m_inboxBanner;
    QTimer *m_second;
    QTimer *m_patience;
};

} // namespace acolhe::ui
