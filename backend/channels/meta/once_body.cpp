// SPDX-License-Identifier: Apache-2.0
#include "backend/channels/meta/once_body.h"

#include <cstring>

namespace acolhe::channels::meta {

OnceBody::OnceBody(const QByteArray &bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(bytes)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OnceBody::readData(char *data, qint64 maxSize)
{
    const qint64 count = qMin(maxSize, m_bytes.size() - m_at);
    if (count <= 0)
        return -1;
    std::memcpy(data, m_bytes.constData() + m_at, size_t(count));
    m_at += count;
    return count;
}

} // namespace acolhe::channels::meta
