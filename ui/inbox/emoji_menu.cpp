// SPDX-License-Identifier: Apache-2.0
#include "ui/inbox/emoji_menu.h"

#include "ui/style/fonts.h"

#include <QGridLayout>
#include <QToolButton>
#include <QWidgetAction>

using namespace Qt::StringLiterals;

namespace acolhe::ui {

namespace {

constexpr int columns = 8;
constexpr int cell = 36;

QStringList emoji()
{
    return u"😀 😊 😉 😍 🥰 😅 😂 🙂 😕 😢 😔 😬 🤒 🤧 😷 🤔 👍 👎 👏 🙏 🤝 💪 👋 ✌️ ❤️ 💙 💚 ✨ 🎉 🌷 ⭐ ✅ ❌ ⚠️ ❓ ❗ ⏰ 📅 📍 📞 📎 📄 📷 🎧 💊 💉 🩺 🩹 🦷 👶 👵 🏥 🚗 💳 🕐 🌞"_s
        .split(u' ');
}

} // namespace

EmojiMenu::EmojiMenu(QWidget *parent, std::function<void(const QString &)> choose)
    : QMenu(parent)
{
    auto *grid = new QWidget(this);
    auto *cells = new QGridLayout(grid);
    cells->setContentsMargins(4, 4, 4, 4);
    cells->setSpacing(0);
    int at = 0;
    const QStringList all = emoji();
    for (const QString &one : all) {
        auto *button = new QToolButton(grid);
        button->setText(one);
        button->setAccessibleName(one);
        button->setAutoRaise(true);
        button->setFixedSize(cell, cell);
        button->setFont(fontOfPixels(18));
        cells->addWidget(button, at / columns, at % columns);
        ++at;
        connect(button, &QToolButton::clicked, this, [this, one, choose] {
            choose(one);
            close();
        });
    }
    auto *action = new QWidgetAction(this);
    action->setDefaultWidget(grid);
    addAction(action);
}

} // namespace acolhe::ui
