// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/load/source.h"

#include <vector>

namespace acolhe::bench {

/// What attendants write: messages.send, in turn to each of some conversations.
class Sends : public Source {
public:
    explicit Sends(std::vector<std::string> conversations);

private:
    Call make(std::size_t number) override;

    const std::vector<std::string> m_conversations;
};

} // namespace acolhe::bench
