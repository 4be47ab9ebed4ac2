// _random: the generator behind the module random, whose distributions are Python
// (vm/lib/random.py).
//
// Thread-safety: the generator's state is guarded by its object's lock.
// Source: CPython 3.14 Modules/_randommodule.c; seeding from text: Lib/random.py, version 2.

#include <cerrno>
#include <cstring>
#include <string>

#include "base/mersenne_twister.h"
#include "gil/critical_section.h"
#include "vm/heap.h"
#include "vm/modules/modules.h"
#include "vm/signature.h"
#include "vm/system_random.h"
#include "vm/types/bytes.h"
#include "vm/types/numbers.h"
#include "vm/types/sequence.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

struct RandomObject : Object {
  MersenneTwister twister;
};

MersenneTwister& twister_of(Value v) { return v.as<RandomObject>()->twister; }

// What a generator is seeded with: words, or text (hashed by seed_from_bytes).
bool seed_twister(Thread& t, Value self, Value seed) {
  auto locked = [&](auto&& change) {
    gil::CriticalSection section(t, self.object()->mutex);
    change(twister_of(self));
    return true;
  };
  if (!seed || seed.is_none()) {
    uint32_t words[MersenneTwister::kStateSize];
    GILT_TRY(system_random(t, words, sizeof words));
    return locked([&](MersenneTwister& m) { m.seed_from_words(words); });
  }
  if (is_int(t, seed)) {
    BigOperand value(seed);
    return locked([&](MersenneTwister& m) { m.seed(*value); });
  }
  if (is_str(t, seed) || is_bytes_like(t, seed)) {
    std::string text(is_str(t, seed) ? str_view(seed) : BytesContent(t, seed).view());
    return locked([&](MersenneTwister& m) { m.seed_from_bytes(text); });
  }
  auto magnitude = static_cast<uint64_t>(GILT_TRY(hash(t, seed)).get());
  return locked([&](MersenneTwister& m) { m.seed(magnitude); });
}

Ref random_construct(Thread& t, Type* cls, CallArgs) {
  return Ref::take(t, GILT_TRY(allocate_of_class<RandomObject>(t, cls)));
}

bool random_init(Thread& t, Value self, CallArgs args) {
  Value seed;
  GILT_TRY(bind_arguments(t, "Random", "(seed=None, /)", args, &seed));
  return seed_twister(t, self, seed);
}

void random_finalize(Thread&, Object*) {}
void random_traverse(Object*, Visitor, void*) {}

Ref random_random(Thread& t, Args args) { return make_float(t, twister_of(args[0]).random()); }

Ref random_seed(Thread& t, Args args) {
  GILT_TRY(seed_twister(t, args[0], args[1]));
  return Ref::none();
}

Ref random_getrandbits(Thread& t, Args args) {
  int64_t count = GILT_TRY(to_ssize(t, args[1], Exc::kOverflowError)).get();
  if (count < 0) return raise(t, Exc::kValueError, "number of bits must be non-negative");
  gil::CriticalSection section(t, args[0].object()->mutex);
  if (count <= 64) {
    return make_int_from_unsigned(t, twister_of(args[0]).random_bits(static_cast<int>(count)));
  }
  return make_int(t, twister_of(args[0]).random_bits_big(static_cast<uint64_t>(count)));
}

Ref random_getstate(Thread& t, Args args) {
  const MersenneTwister::State& state = twister_of(args[0]).state();
  Value items[MersenneTwister::kStateSize + 1];
  for (int i = 0; i < MersenneTwister::kStateSize; ++i) items[i] = Value::small_int(state.words[i]);
  items[MersenneTwister::kStateSize] = Value::small_int(state.index);
  return make_tuple(t, items);
}

Ref random_setstate(Thread& t, Args args) {
  if (!is_instance_of(t, args[1], Type::kTuple)) {
    return raise(t, Exc::kTypeError, "state vector must be a tuple");
  }
  auto items = args[1].as<TupleObject>()->items();
  if (items.size() != MersenneTwister::kStateSize + 1) {
    return raise(t, Exc::kValueError, "state vector is the wrong size");
  }
  MersenneTwister::State state;
  for (size_t i = 0; i < items.size(); ++i) {
    int64_t word = GILT_TRY(to_ssize(t, items[i], Exc::kOverflowError)).get();
    bool is_index = i + 1 == items.size();
    if (word < 0 || word > (is_index ? MersenneTwister::kStateSize : int64_t{UINT32_MAX})) {
      return raise(t, Exc::kValueError, "invalid state");
    }
    (is_index ? state.index : state.words[i]) = static_cast<uint32_t>(word);
  }
  gil::CriticalSection section(t, args[0].object()->mutex);
  twister_of(args[0]).set_state(state);
  return Ref::none();
}

constexpr MethodRow kMethods[] = {
    method<"random", random_random, Locks::kSelf>("()", "random() -> x in the interval [0, 1)."),
    method<"seed", random_seed>(
        "(n=None, /)",
        "Sets the generator's state from a number, text, or the system's randomness."),
    method<"getstate", random_getstate, Locks::kSelf>("()",
                                                      "getstate() -> tuple containing the current "
                                                      "state."),
    method<"setstate", random_setstate>("(state, /)",
                                        "Restores the state that getstate() returned."),
    method<"getrandbits", random_getrandbits>(
        "(k, /)",
        "getrandbits(k) -> x.  Generates an int with k random "
        "bits."),
};

Ref urandom(Thread& t, Args args) {
  int64_t size = GILT_TRY(to_ssize(t, args[0], Exc::kOverflowError)).get();
  if (size < 0) return raise(t, Exc::kValueError, "negative argument not allowed");
  BytesObject* bytes = GILT_TRY(allocate_bytes(t, static_cast<size_t>(size)));
  Ref result = Ref::take(t, bytes);
  GILT_TRY(system_random(t, bytes->data(), static_cast<size_t>(size)));
  return result;
}

constexpr MethodRow kFunctions[] = {
    function<"urandom", urandom>("(size, /)", "Bytes from the system's generator."),
};

bool init(Thread& t, DictObject* ns) {
  Type* type = GILT_TRY(new_native_type(t, "_random.Random", nullptr, sizeof(RandomObject)));
  type->flags_bits |= Type::kSubclassable;
  type->doc = "Random() -> create a random number generator with its own internal state.";
  type->slots.construct = random_construct;
  type->slots.init = random_init;
  type->slots.finalize = random_finalize;
  type->slots.traverse = random_traverse;
  add_methods(t, *type, kMethods);
  ready_type(t, *type);
  return add_value(t, ns, "Random", Ref::copy(t, type)) && add_functions(t, ns, kFunctions);
}

}  // namespace

const ModuleRow k_random_module = {
    "_random", "Module implements the Mersenne Twister random number generator.", init};

}  // namespace gilt
