// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMenu>

#include <functional>

namespace acolhe::ui {

/// A small grid of the emoji that a clinic writes; the system's own picker has the others.
class EmojiMenu final : public QMenu {
    Q_OBJECT
public:
    EmojiMenu(QWidget *parent, std::function<void(const QString &)> choose);
};

} // namespace acolhe::ui
