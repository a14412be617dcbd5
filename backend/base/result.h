// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend/base/error.h"

#include <optional>
#include <utility>
#include <variant>

namespace acolhe {

/// The value of an operation that has nothing to say but that it worked.
struct Done {
    bool operator==(const Done &) const = default;
};

/// A value or an Error. The names are those of std::expected, so that the type can become an alias of it.
template <class T = Done> class [[nodiscard]] Result {
public:
    using value_type = T;

    Result(T value)
        : m_data(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_data(std::in_place_index<1>, std::move(error))
    {
    }

    bool has_value() const noexcept { return m_data.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    const T &operator*() const &
    {
        Q_ASSERT(has_value());
        return *std::get_if<0>(&m_data);
    }
    T &operator*() &
    {
        Q_ASSERT(has_value());
        return *std::get_if<0>(&m_data);
    }
    T &&operator*() &&
    {
        Q_ASSERT(has_value());
        return std::move(*std::get_if<0>(&m_data));
    }
    const T *operator->() const
    {
        Q_ASSERT(has_value());
        return std::get_if<0>(&m_data);
    }
    T *operator->()
    {
        Q_ASSERT(has_value());
        return std::get_if<0>(&m_data);
    }
    const Error &error() const
    {
        Q_ASSERT(!has_value());
        return *std::get_if<1>(&m_data);
    }

    /// Calls `next` with the value and gives its Result, or passes the error on.
    template <class F> auto and_then(F &&next) && -> std::invoke_result_t<F, T &&>
    {
        if (has_value())
            return std::forward<F>(next)(*std::move(*this));
        return error();
    }
    /// Turns the value into another one, or passes the error on.
    template <class F> auto transform(F &&change) && -> Result<std::invoke_result_t<F, T &&>>
    {
        if (has_value())
            return std::forward<F>(change)(*std::move(*this));
        return error();
    }

private:
    std::variant<T, Error> m_data;
};

} // namespace acolhe
