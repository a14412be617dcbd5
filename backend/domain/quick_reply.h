// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/field.h"
#include "backend/base/ids.h"

#include <QString>

#include <optional>

namespace acolhe {

/// A prepared answer; `content` may hold variables such as {{patient.name}}.
struct QuickReply {
    QuickReplyId id;
    QString title;
    QString content;
    std::optional<QString> category;
    std::optional<QString> shortcut; ///< what is typed after "/"

    bool operator==(const QuickReply &) const = default;
    static constexpr auto typeName = "QuickReply";
    static constexpr auto fields()
    {
        return std::tuple{field("id", &QuickReply::id),
            field("title", &QuickReply::title).notEmpty().max(120),
            field("content", &QuickReply::content).notEmpty().max(4096),
            field("category", &QuickReply::category).max(60).orNull(),
            field("shortcut", &QuickReply::shortcut).max(40).orNull()};
    }
};

} // namespace acolhe
