// operator: Python's operators as functions. What makes functions (itemgetter and its relatives) is
// in operator_getters.cpp. Source: CPython 3.14 Modules/_operator.c, Lib/operator.py.
#include "vm/modules/operator.h"

#include <fmt/format.h>

#include <string>

#include "vm/call.h"
#include "vm/modules/modules.h"
#include "vm/modules/native_iterator.h"
#include "vm/types/list.h"
#include "vm/types/numbers.h"
#include "vm/types/sequence.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

template <CompareOp Op>
Ref compare_values(Thread& t, Args args) {
  return compare(t, args[0], args[1], Op);
}
template <BinaryOp Op>
Ref binary(Thread& t, Args args) {
  return binary_op(t, Op, args[0], args[1]);
}
template <BinaryOp Op>
Ref in_place(Thread& t, Args args) {
  return in_place_op(t, Op, args[0], args[1]);
}
template <UnaryOp Op>
Ref unary(Thread& t, Args args) {
  return unary_op(t, Op, args[0]);
}

Ref power_of(Thread& t, Args args) { return binary_op(t, BinaryOp::kPower, args[0], args[1]); }

Ref truth(Thread& t, Args args) { return truth_ref(is_true(t, args[0])); }
Ref not_(Thread& t, Args args) {
  Truth answer = is_true(t, args[0]);
  return answer.failed() ? Ref() : Ref::boolean(answer.no());
}
Ref is_(Thread&, Args args) { return Ref::boolean(args[0] == args[1]); }
Ref is_not(Thread&, Args args) { return Ref::boolean(args[0] != args[1]); }
Ref is_none(Thread&, Args args) { return Ref::boolean(args[0].is_none()); }
Ref is_not_none(Thread&, Args args) { return Ref::boolean(!args[0].is_none()); }

Ref index(Thread& t, Args args) { return to_index(t, args[0]); }

// --- sequences

bool is_sequence(Thread& t, Value v) {
  const Type* type = type_of(t, v);
  return type->slots.get_item && !type->has(Type::kDict);
}

template <bool InPlace>
Ref concat(Thread& t, Args args) {
  if (!is_sequence(t, args[0])) {
    return raise(t, Exc::kTypeError,
                 fmt::format("'{}' object can't be concatenated", type_name(t, args[0])));
  }
  return InPlace ? in_place_op(t, BinaryOp::kAdd, args[0], args[1])
                 : binary_op(t, BinaryOp::kAdd, args[0], args[1]);
}

Ref contains_item(Thread& t, Args args) { return truth_ref(contains(t, args[0], args[1])); }
Ref get(Thread& t, Args args) { return get_item(t, args[0], args[1]); }
Ref set(Thread& t, Args args) {
  return set_item(t, args[0], args[1], args[2]) ? Ref::none() : Ref();
}
Ref del(Thread& t, Args args) {
  return set_item(t, args[0], args[1], Value()) ? Ref::none() : Ref();
}

Ref count_of(Thread& t, Args args) {
  int64_t count = 0;
  bool ok = for_each(t, args[0], [&](Ref item) {
    Truth same = equal(t, item, args[1]);
    count += same.yes() ? 1 : 0;
    return !same.failed();
  });
  return ok ? make_int(t, count) : Ref();
}

Ref index_of(Thread& t, Args args) {
  int64_t index = 0;
  Ref iterator = GILT_TRY(get_iter(t, args[0]));
  while (Ref item = iter_next(t, iterator)) {
    if (GILT_TRY(equal(t, item, args[1])).yes()) return make_int(t, index);
    index++;
  }
  if (pending(t)) return Ref();
  return raise(t, Exc::kValueError, "sequence.index(x): x not in sequence");
}

Ref hint(Thread& t, Args args) {
  int64_t otherwise = 0;
  if (args[1]) {
    if (!is_int(t, args[1])) {
      return raise(
          t, Exc::kTypeError,
          fmt::format("'{}' object cannot be interpreted as an integer", type_name(t, args[1])));
    }
    otherwise = GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get();
  }
  return make_int(t, GILT_TRY(length_hint(t, args[0], otherwise)).get());
}

Ref call_object(Thread& t, Args args) {
  UnpackedArguments unpacked;
  if (!unpack_arguments(t, args[0], args[1], args[2], &unpacked)) return Ref();
  return call(t, args[0], unpacked.args());
}

// Compares all bytes, however early they differ: for passwords and digests.
Ref compare_digest(Thread& t, Args args) {
  if (!is_str(t, args[0]) || !is_str(t, args[1])) {
    return raise(t, Exc::kTypeError, "gilt compares digests of type str only");
  }
  std::string_view a = str_view(args[0]), b = str_view(args[1]);
  volatile unsigned char difference = a.size() != b.size();
  for (size_t i = 0; i < b.size(); i++) {
    difference = static_cast<unsigned char>(
        difference | (static_cast<unsigned char>(a.size() == b.size() ? a[i] : b[i]) ^
                      static_cast<unsigned char>(b[i])));
  }
  return Ref::boolean(difference == 0);
}

constexpr MethodRow kFunctions[] = {
    function<"lt", compare_values<CompareOp::kLt>>("(a, b, /)", "Same as a < b."),
    function<"le", compare_values<CompareOp::kLe>>("(a, b, /)", "Same as a <= b."),
    function<"eq", compare_values<CompareOp::kEq>>("(a, b, /)", "Same as a == b."),
    function<"ne", compare_values<CompareOp::kNe>>("(a, b, /)", "Same as a != b."),
    function<"ge", compare_values<CompareOp::kGe>>("(a, b, /)", "Same as a >= b."),
    function<"gt", compare_values<CompareOp::kGt>>("(a, b, /)", "Same as a > b."),
    function<"not_", not_>("(a, /)", "Same as not a."),
    function<"truth", truth>("(a, /)", "Return True if a is true, False otherwise."),
    function<"is_", is_>("(a, b, /)", "Same as a is b."),
    function<"is_not", is_not>("(a, b, /)", "Same as a is not b."),
    function<"is_none", is_none>("(a, /)", "Same as a is None."),
    function<"is_not_none", is_not_none>("(a, /)", "Same as a is not None."),
    function<"abs", unary<UnaryOp::kAbsolute>>("(a, /)", "Same as abs(a)."),
    function<"add", binary<BinaryOp::kAdd>>("(a, b, /)", "Same as a + b."),
    function<"and_", binary<BinaryOp::kAnd>>("(a, b, /)", "Same as a & b."),
    function<"floordiv", binary<BinaryOp::kFloorDivide>>("(a, b, /)", "Same as a // b."),
    function<"index", index>("(a, /)", "Same as a.__index__()"),
    function<"inv", unary<UnaryOp::kInvert>>("(a, /)", "Same as ~a."),
    function<"invert", unary<UnaryOp::kInvert>>("(a, /)", "Same as ~a."),
    function<"lshift", binary<BinaryOp::kLshift>>("(a, b, /)", "Same as a << b."),
    function<"mod", binary<BinaryOp::kRemainder>>("(a, b, /)", "Same as a % b."),
    function<"mul", binary<BinaryOp::kMultiply>>("(a, b, /)", "Same as a * b."),
    function<"matmul", binary<BinaryOp::kMatrixMultiply>>("(a, b, /)", "Same as a @ b."),
    function<"neg", unary<UnaryOp::kNegative>>("(a, /)", "Same as -a."),
    function<"or_", binary<BinaryOp::kOr>>("(a, b, /)", "Same as a | b."),
    function<"pos", unary<UnaryOp::kPositive>>("(a, /)", "Same as +a."),
    function<"pow", power_of>("(a, b, /)", "Same as a ** b."),
    function<"rshift", binary<BinaryOp::kRshift>>("(a, b, /)", "Same as a >> b."),
    function<"sub", binary<BinaryOp::kSubtract>>("(a, b, /)", "Same as a - b."),
    function<"truediv", binary<BinaryOp::kTrueDivide>>("(a, b, /)", "Same as a / b."),
    function<"xor", binary<BinaryOp::kXor>>("(a, b, /)", "Same as a ^ b."),
    function<"concat", concat<false>>("(a, b, /)", "Same as a + b, for a and b sequences."),
    function<"contains", contains_item>("(a, b, /)", "Same as b in a (note reversed operands)."),
    function<"countOf", count_of>("(a, b, /)", "How many items of a are, or equal, b."),
    function<"delitem", del>("(a, b, /)", "Same as del a[b]."),
    function<"getitem", get>("(a, b, /)", "Same as a[b]."),
    function<"indexOf", index_of>("(a, b, /)", "The first index of b in a."),
    function<"setitem", set>("(a, b, c, /)", "Same as a[b] = c."),
    function<"length_hint", hint>("(obj, default=0, /)",
                                  "An estimate of the number of items in obj."),
    function<"iadd", in_place<BinaryOp::kAdd>>("(a, b, /)", "Same as a += b."),
    function<"iand", in_place<BinaryOp::kAnd>>("(a, b, /)", "Same as a &= b."),
    function<"iconcat", concat<true>>("(a, b, /)", "Same as a += b, for a and b sequences."),
    function<"ifloordiv", in_place<BinaryOp::kFloorDivide>>("(a, b, /)", "Same as a //= b."),
    function<"ilshift", in_place<BinaryOp::kLshift>>("(a, b, /)", "Same as a <<= b."),
    function<"imod", in_place<BinaryOp::kRemainder>>("(a, b, /)", "Same as a %= b."),
    function<"imul", in_place<BinaryOp::kMultiply>>("(a, b, /)", "Same as a *= b."),
    function<"imatmul", in_place<BinaryOp::kMatrixMultiply>>("(a, b, /)", "Same as a @= b."),
    function<"ior", in_place<BinaryOp::kOr>>("(a, b, /)", "Same as a |= b."),
    function<"ipow", in_place<BinaryOp::kPower>>("(a, b, /)", "Same as a **= b."),
    function<"irshift", in_place<BinaryOp::kRshift>>("(a, b, /)", "Same as a >>= b."),
    function<"isub", in_place<BinaryOp::kSubtract>>("(a, b, /)", "Same as a -= b."),
    function<"itruediv", in_place<BinaryOp::kTrueDivide>>("(a, b, /)", "Same as a /= b."),
    function<"ixor", in_place<BinaryOp::kXor>>("(a, b, /)", "Same as a ^= b."),
    function<"call", call_object>("(obj, /, *args, **kwargs)", "Same as obj(*args, **kwargs)."),
    function<"_compare_digest", compare_digest>("(a, b, /)",
                                                "Same as a == b, in a time that tells nothing."),
};

// Functions that are also there under the name of the special method.
constexpr std::string_view kSpecial[] = {
    "lt",   "le",      "eq",      "ne",        "ge",       "gt",      "not_",    "abs",
    "add",  "and_",    "call",    "floordiv",  "index",    "inv",     "invert",  "lshift",
    "mod",  "mul",     "matmul",  "neg",       "or_",      "pos",     "pow",     "rshift",
    "sub",  "truediv", "xor",     "concat",    "contains", "delitem", "getitem", "setitem",
    "iadd", "iand",    "iconcat", "ifloordiv", "ilshift",  "imod",    "imul",    "imatmul",
    "ior",  "ipow",    "irshift", "isub",      "itruediv", "ixor"};

// The public names, sorted.
bool add_all(Thread& t, DictObject* ns) {
  Ref list = GILT_TRY(empty_list(t));
  size_t position = 0;
  Ref key;
  while (dict_next(t, ns, &position, &key, nullptr)) {
    if (str_view(key).starts_with('_')) continue;
    if (!list_append(t, list.as<ListObject>(), std::move(key))) return false;
  }
  return list_sort(t, list.as<ListObject>(), Value(), false) &&
         add_value(t, ns, "__all__", std::move(list));
}

bool init(Thread& t, DictObject* ns) {
  if (!add_functions(t, ns, kFunctions) || !add_operator_getters(t, ns) || !add_all(t, ns)) {
    return false;
  }
  for (std::string_view name : kSpecial) {
    Ref function = GILT_TRY(dict_get(t, ns, name));
    if (name.ends_with('_')) name.remove_suffix(1);
    if (!dict_set(t, ns, fmt::format("__{}__", name), function)) return false;
  }
  return true;
}

}  // namespace

const ModuleRow k_operator_module = {"operator", "Python's operators as functions.", init};

}  // namespace gilt
