// Built-in functions about single objects.
#include <fmt/format.h>

#include "base/utf8.h"
#include "vm/heap.h"
#include "vm/modules/builtins.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

Ref builtin_len(Thread& t, Args args) {
  Size n = GILT_TRY(length(t, args[0]));
  return make_int(t, n.get());
}

Ref builtin_repr(Thread& t, Args args) { return repr(t, args[0]); }
Ref builtin_ascii(Thread& t, Args args) { return ascii_repr(t, args[0]); }

Ref builtin_hash(Thread& t, Args args) {
  Hash h = GILT_TRY(hash(t, args[0]));
  return make_int(t, h.get());
}

Ref builtin_id(Thread& t, Args args) { return make_int_from_unsigned(t, identity(t, args[0])); }

Ref builtin_callable(Thread& t, Args args) { return Ref::boolean(is_callable(t, args[0])); }

Ref builtin_isinstance(Thread& t, Args args) {
  Truth truth = GILT_TRY(is_instance(t, args[0], args[1]));
  return Ref::boolean(truth.yes());
}
Ref builtin_issubclass(Thread& t, Args args) {
  Truth truth = GILT_TRY(is_subclass(t, args[0], args[1]));
  return Ref::boolean(truth.yes());
}

bool check_name(Thread& t, Value name, const char* function) {
  if (is_str(t, name)) return true;
  (void)function;
  return raise(t, Exc::kTypeError,
               fmt::format("attribute name must be string, not '{}'", type_name(t, name)));
}

Ref builtin_getattr(Thread& t, Args args) {
  if (!check_name(t, args[1], "getattr")) return Ref();
  Ref name = GILT_TRY(intern(t, args[1]));
  if (!args[2]) return get_attr(t, args[0], name);
  Ref found = get_attr_or_null(t, args[0], name);
  if (found || pending(t)) return found;
  return Ref::copy(t, args[2]);
}
Ref builtin_hasattr(Thread& t, Args args) {
  if (!check_name(t, args[1], "hasattr")) return Ref();
  Ref name = GILT_TRY(intern(t, args[1]));
  Ref found = get_attr_or_null(t, args[0], name);
  if (!found && pending(t)) return Ref();
  return Ref::boolean(static_cast<bool>(found));
}
Ref builtin_setattr(Thread& t, Args args) {
  if (!check_name(t, args[1], "setattr")) return Ref();
  Ref name = GILT_TRY(intern(t, args[1]));
  return set_attr(t, args[0], name, args[2]) ? Ref::none() : Ref();
}
Ref builtin_delattr(Thread& t, Args args) {
  if (!check_name(t, args[1], "delattr")) return Ref();
  Ref name = GILT_TRY(intern(t, args[1]));
  return set_attr(t, args[0], name, Value()) ? Ref::none() : Ref();
}

Ref builtin_format(Thread& t, Args args) {
  Value spec = args[1] ? args[1] : names(t).empty;
  if (!is_str(t, spec)) {
    return raise(t, Exc::kTypeError,
                 fmt::format("format() argument 2 must be str, not {}", type_name(t, spec)));
  }
  return format_value(t, args[0], spec);
}

// --- numbers

Ref builtin_abs(Thread& t, Args args) { return unary_op(t, UnaryOp::kAbsolute, args[0]); }

Ref builtin_pow(Thread& t, Args args) {
  return power(t, args[0], args[1], args[2] ? args[2] : Value::none());
}

Ref builtin_divmod(Thread& t, Args args) {
  return binary_op(t, BinaryOp::kDivmod, args[0], args[1]);
}

Ref builtin_round(Thread& t, Args args) {
  Ref method = lookup_special(t, args[0], names(t).round);
  if (!method) {
    if (pending(t)) return Ref();
    return raise(t, Exc::kTypeError,
                 fmt::format("type {} doesn't define __round__ method", type_name(t, args[0])));
  }
  if (!args[1] || args[1].is_none()) return call(t, method);
  return call(t, method, {args[1]});
}

Ref in_base(Thread& t, Value v, int base, const char* prefix) {
  Ref index = GILT_TRY(to_index(t, v));
  int64_t small;
  std::string digits;
  if (index.get().is_small_int() && int_fits_int64(index, &small)) {
    uint64_t magnitude =
        small < 0 ? 0 - static_cast<uint64_t>(small) : static_cast<uint64_t>(small);
    digits = base == 16  ? fmt::format("{:x}", magnitude)
             : base == 8 ? fmt::format("{:o}", magnitude)
                         : fmt::format("{:b}", magnitude);
    return make_str(t, fmt::format("{}{}{}", small < 0 ? "-" : "", prefix, digits));
  }
  digits = to_bigint(index).to_text(base);
  bool negative = digits.front() == '-';
  return make_str(t, fmt::format("{}{}{}", negative ? "-" : "", prefix,
                                 std::string_view(digits).substr(negative ? 1 : 0)));
}
Ref builtin_hex(Thread& t, Args args) { return in_base(t, args[0], 16, "0x"); }
Ref builtin_oct(Thread& t, Args args) { return in_base(t, args[0], 8, "0o"); }
Ref builtin_bin(Thread& t, Args args) { return in_base(t, args[0], 2, "0b"); }

// --- characters

Ref builtin_chr(Thread& t, Args args) {
  Ref index = GILT_TRY(to_index(t, args[0]));
  int64_t code = -1;
  if (!int_fits_int64(index, &code) || code < 0 || code > 0x10ffff) {
    return raise(t, Exc::kValueError, "chr() arg not in range(0x110000)");
  }
  return make_char(t, static_cast<uint32_t>(code));
}

Ref builtin_ord(Thread& t, Args args) {
  if (is_str(t, args[0])) {
    auto* s = args[0].as<StrObject>();
    if (s->length == 1) {
      size_t offset = 0;
      return make_int(t, static_cast<int64_t>(next_code_point(s->view(), offset)));
    }
    return raise(
        t, Exc::kTypeError,
        fmt::format("ord() expected a character, but string of length {} found", s->length));
  }
  if (is_instance_of(t, args[0], Type::kBytes)) {
    Size n = GILT_TRY(length(t, args[0]));
    if (n.get() == 1) return get_item(t, args[0], Value::small_int(0));
    return raise(t, Exc::kTypeError,
                 fmt::format("ord() expected a character, but string of length {} found", n.get()));
  }
  return raise(
      t, Exc::kTypeError,
      fmt::format("ord() expected string of length 1, but {} found", type_name(t, args[0])));
}

// __build_class__(function, name, *bases, **keywords)
Ref builtin_build_class(Thread& t, Args args) {
  std::vector<Value> values;
  for (Value v : args[0].as<TupleObject>()->items()) values.push_back(v);
  size_t positional = values.size();
  if (!args[1]) return build_class(t, CallArgs(values.data(), positional));
  auto* keywords = args[1].as<DictObject>();
  Ref keys = GILT_TRY(empty_list(t));
  std::vector<Ref> held;
  size_t position = 0;
  Ref key, value;
  while (dict_next(t, keywords, &position, &key, &value)) {
    if (!list_append(t, keys.as<ListObject>(), std::move(key))) return Ref();
    values.push_back(value);
    held.push_back(std::move(value));
  }
  Ref names_tuple = GILT_TRY(list_as_tuple(t, keys.as<ListObject>()));
  return build_class(t, CallArgs(values.data(), positional, names_tuple.as<TupleObject>()));
}

constexpr MethodRow kFunctions[] = {
    function<"len", builtin_len, Polls::kNotSince311>("(obj, /)",
                                                      "Return the number of items in a container."),
    function<"repr", builtin_repr>("(obj, /)", "Return the canonical string representation."),
    function<"ascii", builtin_ascii>("(obj, /)", "Return an ASCII-only representation."),
    function<"hash", builtin_hash>("(obj, /)", "Return the hash value for the object."),
    function<"id", builtin_id>("(obj, /)", "Return the identity of an object."),
    function<"callable", builtin_callable>("(obj, /)", "Return whether the object is callable."),
    function<"isinstance", builtin_isinstance, Polls::kNotSince311>(
        "(obj, class_or_tuple, /)", "Return whether an object is an instance of a class."),
    function<"issubclass", builtin_issubclass>("(cls, class_or_tuple, /)",
                                               "Return whether cls is derived from another class."),
    function<"getattr", builtin_getattr>("(object, name, default=None, /)",
                                         "Get a named attribute from an object."),
    function<"hasattr", builtin_hasattr>("(obj, name, /)",
                                         "Return whether the object has the attribute."),
    function<"setattr", builtin_setattr>("(obj, name, value, /)", "Set a named attribute."),
    function<"delattr", builtin_delattr>("(obj, name, /)", "Delete a named attribute."),
    function<"format", builtin_format>("(value, format_spec='', /)",
                                       "Return value formatted with format_spec."),
    function<"abs", builtin_abs>("(number, /)", "Return the absolute value of the argument."),
    function<"pow", builtin_pow>("(base, exp, mod=None)",
                                 "Return base**exp, or base**exp % mod with three arguments."),
    function<"divmod", builtin_divmod>("(x, y, /)", "Return the tuple (x//y, x%y)."),
    function<"round", builtin_round>("(number, ndigits=None)",
                                     "Round a number to a given precision."),
    function<"hex", builtin_hex>("(number, /)", "Return the hexadecimal form of an integer."),
    function<"oct", builtin_oct>("(number, /)", "Return the octal form of an integer."),
    function<"bin", builtin_bin>("(number, /)", "Return the binary form of an integer."),
    function<"chr", builtin_chr>("(i, /)", "Return the character with code point i."),
    function<"ord", builtin_ord>("(character, /)", "Return the code point of a character."),
    function<"__build_class__", builtin_build_class>("(*args, **kwds)",
                                                     "Used by the class statement."),
};

}  // namespace

std::span<const MethodRow> builtin_object_functions() { return kFunctions; }

}  // namespace gilt
