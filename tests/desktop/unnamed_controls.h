// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

class QWidget;

/// What tests of the desktop share.
namespace acolhe::desktop {

/// The controls below `root` that can take the focus but tell a screen reader no name, and the rows of its
/// lists that tell no text (on hidden pages too): described by class and object name. Empty is what every
/// screen must give.
QStringList unnamedControls(QWidget &root);

} // namespace acolhe::desktop
