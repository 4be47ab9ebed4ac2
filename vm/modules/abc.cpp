// _abc: what abstract base classes (vm/lib/abc.py) tell the interpreter about patterns of `match`.
// Source: CPython 3.14 Modules/_abc.c (_abc__abc_init, _abc__abc_register).
#include "gil/mutex.h"
#include "vm/modules/modules.h"
#include "vm/operations.h"
#include "vm/types/int.h"
#include "vm/types/pattern_flags.h"

namespace gilt {
namespace {

// Values of __abc_tpflags__, those of Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING.
constexpr int64_t kSequenceNumber = 1 << 5;
constexpr int64_t kMappingNumber = 1 << 6;

// The caller holds the type lock.
void mark(Type& type, uint32_t pattern) {
  if (!type.has(Type::kHeap) || (type.flags_bits.load() & kPatternMask) == pattern) return;
  type.flags_bits.fetch_and(~kPatternMask, std::memory_order_relaxed);
  type.flags_bits.fetch_or(pattern, std::memory_order_relaxed);
  if (type.subclasses == nullptr) return;
  for (Type* below : *type.subclasses) mark(*below, pattern);
}

bool check_class(Thread& t, Value v) {
  if (v.is_object() && is_instance_of(t, v, Type::kType)) return true;
  return raise(t, Exc::kTypeError, "expected a class");
}

Ref pattern_of(Thread& t, Args args) {
  if (!check_class(t, args[0])) return Ref();
  Type* type = args[0].as<Type>();
  if (type->has(kSequencePattern)) return make_int(t, kSequenceNumber);
  return make_int(t, type->has(kMappingPattern) ? kMappingNumber : 0);
}

Ref set_pattern(Thread& t, Args args) {
  if (!check_class(t, args[0])) return Ref();
  int64_t number = GILT_TRY(int_argument(t, args[1])).get();
  if ((number & (kSequenceNumber | kMappingNumber)) == 0) return Ref::none();
  gil::MutexGuard guard(t, t.runtime.type_mutex);
  mark(*args[0].as<Type>(), (number & kSequenceNumber) != 0 ? kSequencePattern : kMappingPattern);
  return Ref::none();
}

constexpr MethodRow kFunctions[] = {
    function<"pattern_of", pattern_of>("(cls, /)", "32: a sequence, 64: a mapping, 0: neither."),
    function<"set_pattern", set_pattern>(
        "(cls, pattern, /)", "Let instances of a class and its subclasses match such patterns."),
};

bool init(Thread& t, DictObject* ns) { return add_functions(t, ns, kFunctions); }

}  // namespace

const ModuleRow k_abc_module = {"_abc", "What abc needs of the interpreter.", init};

}  // namespace gilt
