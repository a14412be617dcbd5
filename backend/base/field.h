// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>
#include <QtGlobal>

#include <array>
#include <concepts>
#include <limits>
#include <tuple>
#include <type_traits>

namespace acolhe {

/// One member of a value that travels: its name, its bounds and what it means. A value that travels lists its
/// members, in order, in `static constexpr auto fields()`; the codec, the schema and the checks are made from
/// that list.
template <class Owner, class Member> struct Field {
    const char *name;
    Member Owner::*member;
    int minLength = 0; ///< of a text (UTF-16 units) or list
    int maxLength = 1000;
    qint64 minimum = std::numeric_limits<qint64>::min();
    qint64 maximum = std::numeric_limits<qint64>::max();
    bool writesNull = false; ///< an empty optional is written as null rather than left out
    const char *doc = "";

    constexpr Field notEmpty() const { return with(&Field::minLength, 1); }
    constexpr Field max(int length) const { return with(&Field::maxLength, length); }
    constexpr Field range(qint64 from, qint64 to) const
    {
        return with(&Field::minimum, from).with(&Field::maximum, to);
    }
    constexpr Field orNull() const { return with(&Field::writesNull, true); }
    constexpr Field says(const char *text) const { return with(&Field::doc, text); }

private:
    template <class V> constexpr Field with(V Field::*what, V value) const
    {
        Field copy = *this;
        copy.*what = value;
        return copy;
    }
    template <class O, class M> friend struct Field;
};

template <class O, class M> constexpr Field<O, M> field(const char *name, M O::*member)
{
    return {name, member};
}

/// A struct that travels.
template <class T>
concept Fields = requires
{
    T::fields();
};

namespace detail {
template <class T, class... O, class... M> consteval bool complete(std::tuple<Field<O, M>...> *)
{
    if constexpr (sizeof...(M) == 0)
        return std::is_empty_v<T>;
    else
        return requires
        {
            T{std::declval<M>()...};
        }
    &&!requires
    {
        T{std::declval<M>()..., {}};
    };
}
} // namespace detail

/// fields() names every member, in order: a forgotten one does not compile.
template <class T>
concept Complete = Fields<T> && detail::complete<T>(static_cast<decltype(T::fields()) *>(nullptr));

/// An enum that travels and is stored as a word: `words(E{})`, found beside the enum, gives the words in its
/// order.
template <class E>
concept Worded = std::is_enum_v<E> && requires
{
    words(E{})[0];
};

template <Worded E> constexpr const char *word(E value)
{
    return words(E{})[size_t(value)];
}

/// The value of a word; false when there is none.
template <Worded E> bool fromWord(QLatin1StringView text, E &value)
{
    constexpr auto all = words(E{});
    for (size_t i = 0; i < all.size(); ++i) {
        if (text == QLatin1StringView(all[i])) {
            value = E(i);
            return true;
        }
    }
    return false;
}

} // namespace acolhe
