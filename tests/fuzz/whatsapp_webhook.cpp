// SPDX-License-Identifier: Apache-2.0
// Any bytes may come as a webhook once somebody has the secret, and Meta itself sends odd ones. Whatever is
// read must be storable (ids, clean texts), and reading a delivery by accounts must find the same facts as
// reading it whole.
#include "backend/base/text.h"
#include "backend/channels/whatsapp_cloud/whatsapp_format.h"

#include <QJsonDocument>

#include <cstdlib>

using namespace acolhe;
using namespace acolhe::channels;
using namespace acolhe::channels::whatsapp_cloud;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void judge(const InboundMessage &message)
{
    require(!message.externalId.isEmpty() && message.externalId.size() <= 320);
    require(isClean(message.text) && isClean(message.profileName) && isClean(message.externalId));
    require(message.profileName.size() <= 200);
    for (const Identity &identity : message.from)
        require(!identity.value.isEmpty() && identity.value.size() <= 320 && isClean(identity.address));
    const QByteArray payload = QJsonDocument(message.payload).toJson(QJsonDocument::Compact);
    require(!payload.contains("\\u0000"));
    require(message.kind != MessageKind::Unsupported || message.payload.contains(u"raw"));
}

void judge(const InboundReceipt &receipt)
{
    require(!receipt.externalId.isEmpty() && isClean(receipt.callbackData));
    require(receipt.status >= MessageStatus::Sent);
}

void judge(const InboundNotice &notice)
{
    require(!notice.topic.isEmpty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray body(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto events = parseWebhook(body);
    const QList<Delivery> parts = splitWebhook(body);
    if (!events) {
        for (const Delivery &part : parts) // nobody's: what cannot be read, whole
            require(part.accounts.isEmpty() && part.body == body);
        return 0;
    }
    for (const InboundEvent &event : *events)
        std::visit([](const auto &one) { judge(one); }, event);
    qsizetype found = 0;
    for (const Delivery &part : parts) {
        const auto read = parseWebhook(part.body);
        require(read.has_value());
        found += read->size();
    }
    require(found == events->size());
    return 0;
}
