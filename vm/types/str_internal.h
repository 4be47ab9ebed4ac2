// Between the files that implement str: the method tables that init_str_type() registers, and
// helpers.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "vm/native.h"
#include "vm/types/str.h"

namespace gilt {

std::span<const MethodRow> str_text_methods();    // str_methods.cpp: case, search, padding
std::span<const MethodRow> str_class_methods();   // str_methods.cpp: isalpha() and the like
std::span<const MethodRow> str_split_methods();   // str_split.cpp
std::span<const MethodRow> str_format_methods();  // str_format.cpp
std::span<const MethodRow> str_codec_methods();   // str_codec.cpp: encode, translate

Ref str_percent(Thread& t, Value format, Value args);  // percent_format.cpp: format % args
// str(object, encoding, errors)
Ref str_decode(Thread& t, Value object, Value encoding, Value errors);

inline StrObject* str_of(Value v) { return v.as<StrObject>(); }

// A new string in place of `self`; `self` itself when it is an exact str of the same text.
inline Ref unchanged(Thread& t, Value self) {
  return is_exact_str(self) ? Ref::copy(t, self) : make_str(t, str_view(self));
}

}  // namespace gilt
