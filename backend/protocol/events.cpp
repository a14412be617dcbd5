// SPDX-License-Identifier: Apache-2.0
#include "backend/protocol/events.h"

namespace acolhe::wire {

QByteArray eventLine(const Event &event)
{
    QByteArray out;
    out.reserve(event.data.size() + 160);
    out.append("{\"jsonrpc\":\"2.0\",\"method\":\"event\",\"params\":{");
    if (event.seq > 0)
        out.append("\"seq\":").append(QByteArray::number(event.seq)).append(',');
    out.append("\"type\":\"").append(event.type).append("\",\"at\":\"").append(event.at.toText()).append('"');
    if (event.conversation.isValid())
        out.append(",\"conversationId\":").append(QByteArray::number(event.conversation.value));
    return out.append(",\"data\":").append(event.data).append("}}");
}

} // namespace acolhe::wire
