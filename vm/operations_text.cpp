// repr(), str(), ascii(), format(). Source: CPython 3.14 Objects/object.c, Objects/abstract.c.
#include <fmt/format.h>

#include <algorithm>

#include "base/text_repr.h"
#include "vm/memory_guard.h"
#include "vm/operations.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

Ref checked_str(Thread& t, Ref text, const char* what) {
  if (!text || is_str(t, text)) return text;
  return raise(t, Exc::kTypeError,
               fmt::format("{} returned non-string (type {})", what, type_name(t, text)));
}

}  // namespace

Ref repr(Thread& t, Value v) {
  if (native_stack_exhausted(t, " while getting the repr of an object")) return Ref();
  Type* type = type_of(t, v);
  return checked_str(t, type->slots.repr(t, v), "__repr__");
}

Ref to_str(Thread& t, Value v) {
  if (is_exact_str(v)) return Ref::copy(t, v);
  if (native_stack_exhausted(t, " while getting the str of an object")) return Ref();
  Type* type = type_of(t, v);
  return checked_str(t, type->slots.str(t, v), "__str__");
}

Ref ascii_repr(Thread& t, Value v) {
  Ref text = GILT_TRY(repr(t, v));
  if (text.as<StrObject>()->is_ascii()) return text;
  return make_str(t, escape_non_ascii(str_view(text)));
}

Ref format_value(Thread& t, Value v, Value spec) {
  if (!spec) spec = names(t).empty;
  if (!is_str(t, spec)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("Format specifier must be a string, not {}", type_name(t, spec)));
  }
  if (str_view(spec).empty() && is_exact_str(v)) return Ref::copy(t, v);
  Ref text = GILT_TRY(guard_memory(t, [&] { return type_of(t, v)->slots.format(t, v, spec); }));
  if (is_str(t, text)) return text;
  return raise(t, Exc::kTypeError,
               fmt::format("__format__ must return a str, not {}", type_name(t, text)));
}

std::string repr_text(Thread& t, Value v) {
  Ref outer = pending(t) ? take_pending(t) : Ref();
  Ref text = repr(t, v);
  std::string result = text ? std::string(str_view(text)) : "<unprintable>";
  if (!text) clear_pending(t);
  if (outer) set_pending(t, std::move(outer));
  return result;
}

ReprGuard::ReprGuard(Thread& t, Value v) : t_(t), v_(v) {
  entered_ = std::find(t.reprs.begin(), t.reprs.end(), v) != t.reprs.end();
  if (!entered_) t.reprs.push_back(v);
}

ReprGuard::~ReprGuard() {
  if (!entered_) t_.reprs.pop_back();
}

}  // namespace gilt
