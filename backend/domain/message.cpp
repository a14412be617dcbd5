// SPDX-License-Identifier: Apache-2.0
#include "backend/domain/message.h"

#include "backend/base/text.h"

namespace acolhe {

MessageStatus advanced(MessageStatus current, MessageStatus news)
{
    const bool arrived = current == MessageStatus::Delivered || current == MessageStatus::Read;
    if (news == MessageStatus::Failed)
        return arrived ? current : news;
    if (current == MessageStatus::Failed)
        return news >= MessageStatus::Delivered ? news : current;
    return std::max(current, news);
}

MessagePreview previewOf(const Message &message)
{
    return {message.id, message.direction, message.kind, preview(message.text, 120), message.status,
        message.createdAt};
}

} // namespace acolhe
