// _bisect: places in sorted sequences.
//
// Thread-safety: no lock: a sequence that changes while it is searched gives an arbitrary place, as
// in CPython. Source: CPython 3.14 Modules/_bisectmodule.c.
#include "vm/modules/modules.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

enum class Side : uint8_t { kLeft, kRight };

Ref item_at(Thread& t, Value sequence, int64_t index) {
  if (!is_exact_list(sequence)) {
    Ref at = GILT_TRY(make_int(t, index));
    return get_item(t, sequence, at);
  }
  Ref item = list_get(t, sequence.as<ListObject>(), index);
  return item ? std::move(item) : Ref(raise(t, Exc::kIndexError, "list index out of range"));
}

// Does the place of x lie behind this item?
template <Side kSide>
Truth lies_behind(Thread& t, Value x, Value item) {
  if constexpr (kSide == Side::kLeft) return compare_truth(t, item, x, CompareOp::kLt);
  Truth before = compare_truth(t, x, item, CompareOp::kLt);
  return before.failed() ? before : Truth(before.no());
}

// Where x belongs in sequence[low:high]; `key`, if any, is applied to the items only.
template <Side kSide>
Size find_place(Thread& t, Value sequence, Value x, Value low_argument, Value high_argument,
                Value key) {
  int64_t low = low_argument ? GILT_TRY(to_ssize(t, low_argument, Exc::kOverflowError)).get() : 0;
  if (low < 0) return raise(t, Exc::kValueError, "lo must be non-negative");
  int64_t high = -1;
  if (high_argument && !high_argument.is_none()) {
    high = GILT_TRY(to_ssize(t, high_argument, Exc::kOverflowError)).get();
  }
  if (high == -1) high = GILT_TRY(length(t, sequence)).get();
  while (low < high) {
    int64_t middle = low + (high - low) / 2;
    Ref item = GILT_TRY(item_at(t, sequence, middle));
    if (key) item = GILT_TRY(call(t, key, {item}));
    if (GILT_TRY(lies_behind<kSide>(t, x, item)).yes()) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

Value key_argument(Args args) { return args[4].is_none() ? Value() : args[4]; }

template <Side kSide>
Ref bisect(Thread& t, Args args) {
  int64_t place =
      GILT_TRY(find_place<kSide>(t, args[0], args[1], args[2], args[3], key_argument(args))).get();
  return make_int(t, place);
}

template <Side kSide>
Ref insort(Thread& t, Args args) {
  Value key = key_argument(args);
  Ref x = key ? call(t, key, {args[1]}) : Ref::copy(t, args[1]);
  if (!x) return Ref();
  int64_t place = GILT_TRY(find_place<kSide>(t, args[0], x, args[2], args[3], key)).get();
  Ref done = call_method(t, args[0], "insert", {Value::small_int(place), args[1]});
  return done ? Ref::none() : Ref();
}

constexpr char kSignature[] = "(a, x, lo=0, hi=None, *, key=None)";
constexpr char kBisectRightDoc[] =
    "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value "
    "i "
    "is such that all e in a[:i] have e <= x, and all e in\na[i:] have e > x.  So if x already "
    "appears in the list, a.insert(i, x) will\ninsert just after the rightmost x already "
    "there.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be "
    "searched.\n\nA custom key function can be supplied to customize the sort order.";
constexpr char kBisectLeftDoc[] =
    "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value "
    "i "
    "is such that all e in a[:i] have e < x, and all e in\na[i:] have e >= x.  So if x already "
    "appears in the list, a.insert(i, x) will\ninsert just before the leftmost x already "
    "there.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be "
    "searched.\n\nA custom key function can be supplied to customize the sort order.";
constexpr char kInsortRightDoc[] =
    "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, "
    "insert it to the right of the rightmost x.";
constexpr char kInsortLeftDoc[] =
    "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, "
    "insert it to the left of the leftmost x.";

constexpr MethodRow kFunctions[] = {
    function<"bisect_right", bisect<Side::kRight>>(kSignature, kBisectRightDoc),
    function<"bisect_left", bisect<Side::kLeft>>(kSignature, kBisectLeftDoc),
    function<"insort_right", insort<Side::kRight>>(kSignature, kInsortRightDoc),
    function<"insort_left", insort<Side::kLeft>>(kSignature, kInsortLeftDoc),
};

bool init_bisect_module(Thread& t, DictObject* ns) { return add_functions(t, ns, kFunctions); }

}  // namespace

const ModuleRow k_bisect_module = {
    "_bisect",
    "Bisection algorithms.\n\nThis module provides support for maintaining a list in sorted order "
    "without\nhaving to sort the list after each insertion.",
    init_bisect_module,
};

}  // namespace gilt
