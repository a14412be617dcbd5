// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/protocol/codec.h"

#include <concepts>

namespace acolhe::wire {

/// A method: its name, one line of documentation, what goes in and what comes out. Who may call it stands in
/// access.h.
template <class M>
concept Method = requires
{
    {
        M::name
        } -> std::convertible_to<const char *>;
    {
        M::summary
        } -> std::convertible_to<const char *>;
    typename M::Request;
    typename M::Reply;
}
&&Complete<typename M::Request> &&Complete<typename M::Reply>;

/// Params or result without members.
struct Nothing {
    bool operator==(const Nothing &) const = default;
    static constexpr auto fields() { return std::tuple{}; }
};

struct Success {
    bool success = true;
    static constexpr auto fields() { return std::tuple{field("success", &Success::success)}; }
};

constexpr int defaultPage = 50;

} // namespace acolhe::wire
