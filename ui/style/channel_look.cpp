// SPDX-License-Identifier: Apache-2.0
#include "ui/style/channel_look.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

ChannelLook channelLook(const QString &icon)
{
    static const ChannelLook whatsapp{u"message-circle"_s, 0x16a34a};
    static const ChannelLook instagram{u"camera"_s, 0xdb2777};
    static const ChannelLook messenger{u"messages-square"_s, 0x6366f1};
    static const ChannelLook email{u"mail"_s, 0xd97706};
    static const ChannelLook web{u"globe"_s, 0x0284c7};
    static const QHash<QString, ChannelLook> looks{
        {u"whatsapp"_s, whatsapp},
        {u"whatsapp_cloud"_s, whatsapp},
        {u"whatsapp_web"_s, whatsapp},
        {u"instagram"_s, instagram},
        {u"messenger"_s, messenger},
        {u"email"_s, email},
        {u"webchat"_s, web},
    };
    return looks.value(icon, {u"message-square"_s, 0x64748b});
}

} // namespace acolhe::ui
