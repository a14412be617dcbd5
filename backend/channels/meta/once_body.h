// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace acolhe::channels::meta {

/// A request's body that can be read once. QNetworkAccessManager sends a request again by itself, a POST too,
/// when the connection is cut before an answer: a message would reach the patient twice. A body that cannot
/// be wound back makes such a repetition fail instead. It also knows whether anything of it was ever taken:
/// while not, nothing can have been sent.
class OnceBody : public QIODevice {
    Q_OBJECT
public:
    OnceBody(const QByteArray &bytes, QObject *parent);

    bool wasTaken() const { return m_at > 0; }

    qint64 size() const override { return m_bytes.size(); }
    bool reset() override { return !wasTaken(); }
    bool seek(qint64 position) override { return position == m_at; }
    bool atEnd() const override { return m_at == m_bytes.size(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    qint64 m_at = 0;
};

} // namespace acolhe::channels::meta
