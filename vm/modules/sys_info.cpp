// sys: what is known when the program is built: versions, sizes, flags.
#include <array>
#include <cfloat>
#include <cstdint>
#include <string>

#include "base/hash.h"
#include "vm/modules/sys.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/float.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/struct_sequence.h"

namespace gilt {
namespace {

constexpr AttributeRow kVersionFields[] = {
    field<"major", 0>("Major release number"),
    field<"minor", 1>("Minor release number"),
    field<"micro", 2>("Patch release number"),
    field<"releaselevel", 3>("'alpha', 'beta', 'candidate', or 'final'"),
    field<"serial", 4>("Serial release number"),
};

constexpr AttributeRow kFlagFields[] = {
    field<"debug", 0>("-d"),
    field<"inspect", 1>("-i"),
    field<"interactive", 2>("-i"),
    field<"optimize", 3>("-O or -OO"),
    field<"dont_write_bytecode", 4>("-B"),
    field<"no_user_site", 5>("-s"),
    field<"no_site", 6>("-S"),
    field<"ignore_environment", 7>("-E"),
    field<"verbose", 8>("-v"),
    field<"bytes_warning", 9>("-b"),
    field<"quiet", 10>("-q"),
    field<"hash_randomization", 11>("-R"),
    field<"isolated", 12>("-I"),
    field<"dev_mode", 13>("-X dev"),
    field<"utf8_mode", 14>("-X utf8"),
    field<"warn_default_encoding", 15>("-X warn_default_encoding"),
    field<"safe_path", 16>("-P"),
    field<"int_max_str_digits", 17>("-X int_max_str_digits"),
    field<"gil", 18>("-X gil"),
    field<"thread_inherit_context", 19>("-X thread_inherit_context"),
    field<"context_aware_warnings", 20>("-X context_aware_warnings"),
};

constexpr AttributeRow kFloatFields[] = {
    field<"max", 0>("largest finite float"),
    field<"max_exp", 1>("largest e such that radix**(e-1) is finite"),
    field<"max_10_exp", 2>("largest e such that 10**e is finite"),
    field<"min", 3>("smallest positive normalised float"),
    field<"min_exp", 4>("smallest e such that radix**(e-1) is normalised"),
    field<"min_10_exp", 5>("smallest e such that 10**e is normalised"),
    field<"dig", 6>("decimal digits that survive"),
    field<"mant_dig", 7>("mantissa digits"),
    field<"epsilon", 8>("distance from 1 to the next float"),
    field<"radix", 9>("radix of the exponent"),
    field<"rounds", 10>("rounding mode"),
};

constexpr AttributeRow kIntFields[] = {
    field<"bits_per_digit", 0>("bits of a digit of a big int"),
    field<"sizeof_digit", 1>("bytes of a digit"),
    field<"default_max_str_digits", 2>("default of set_int_max_str_digits()"),
    field<"str_digits_check_threshold", 3>("smallest limit of set_int_max_str_digits()"),
};

constexpr AttributeRow kHashFields[] = {
    field<"width", 0>("bits of a hash"),
    field<"modulus", 1>("prime of numeric hashes"),
    field<"inf", 2>("hash of infinity"),
    field<"nan", 3>("not used"),
    field<"imag", 4>("multiplier of imaginary parts"),
    field<"algorithm", 5>("of str and bytes"),
    field<"hash_bits", 6>("bits that the algorithm gives"),
    field<"seed_bits", 7>("bits of its seed"),
    field<"cutoff", 8>("short texts that are hashed otherwise"),
};

constexpr AttributeRow kThreadFields[] = {
    field<"name", 0>("thread implementation"),
    field<"lock", 1>("lock implementation"),
    field<"version", 2>("its version"),
};

constexpr AttributeRow kUnraisableFields[] = {
    field<"exc_type", 0>("exception class"), field<"exc_value", 1>("exception"),
    field<"exc_traceback", 2>("traceback"),  field<"err_msg", 3>("message"),
    field<"object", 4>("what caused it"),
};

// Items of a struct sequence under construction, owned.
class Items {
 public:
  explicit Items(Thread& t) : t_(t) {}
  Items& add(int64_t i) { return add(make_int(t_, i)); }
  Items& add(double d) { return add(make_float(t_, d)); }
  Items& add(const char* s) { return add(make_str(t_, s)); }
  Items& add(Ref r) {
    ok_ = ok_ && r;
    values_[count_] = r.get();
    owned_[count_++] = std::move(r);
    return *this;
  }
  bool ok() const { return ok_; }
  std::span<const Value> values() const { return {values_.data(), count_}; }

 private:
  Thread& t_;
  std::array<Ref, 24> owned_;
  std::array<Value, 24> values_;
  size_t count_ = 0;
  bool ok_ = true;
};

Ref make_info(Thread& t, const char* type_name, std::span<const AttributeRow> fields,
              const Items& items) {
  if (!items.ok()) return Ref();
  Type* type = GILT_TRY(new_struct_sequence_type(t, type_name, fields));
  return make_struct_sequence(t, type, items.values());
}

bool add_info(Thread& t, DictObject* ns, const char* name, const char* type_name,
              std::span<const AttributeRow> fields, const Items& items) {
  Ref info = make_info(t, type_name, fields, items);
  return info && add_value(t, ns, name, std::move(info));
}

bool add_flags(Thread& t, DictObject* ns) {
  const RuntimeOptions& options = t.runtime.options;
  Items items(t);
  items.add(int64_t{0}).add(int64_t{options.inspect}).add(int64_t{options.inspect});
  items.add(int64_t{options.optimize}).add(int64_t{1}).add(int64_t{0}).add(int64_t{0});
  items.add(int64_t{options.ignore_environment}).add(int64_t{0}).add(int64_t{0});
  items.add(int64_t{options.quiet}).add(int64_t{options.hash_seed != 0}).add(int64_t{0});
  items.add(Ref::boolean(false)).add(int64_t{1}).add(int64_t{0}).add(Ref::boolean(false));
  items.add(int64_t{t.runtime.int_max_str_digits.load()}).add(int64_t{options.gil});
  items.add(int64_t{0}).add(int64_t{0});
  return add_info(t, ns, "flags", "sys.flags", kFlagFields, items);
}

bool add_numbers(Thread& t, DictObject* ns) {
  Items floats(t), ints(t), hashes(t);
  floats.add(DBL_MAX).add(int64_t{DBL_MAX_EXP}).add(int64_t{DBL_MAX_10_EXP}).add(DBL_MIN);
  floats.add(int64_t{DBL_MIN_EXP}).add(int64_t{DBL_MIN_10_EXP}).add(int64_t{DBL_DIG});
  floats.add(int64_t{DBL_MANT_DIG}).add(DBL_EPSILON).add(int64_t{FLT_RADIX}).add(int64_t{1});
  ints.add(int64_t{64}).add(int64_t{8}).add(int64_t{4300}).add(int64_t{640});
  hashes.add(int64_t{64}).add(static_cast<int64_t>(kHashModulus)).add(kHashInfinity);
  hashes.add(int64_t{0}).add(int64_t{1000003}).add("siphash13").add(int64_t{64});
  hashes.add(int64_t{128}).add(int64_t{0});
  return add_info(t, ns, "float_info", "sys.float_info", kFloatFields, floats) &&
         add_info(t, ns, "int_info", "sys.int_info", kIntFields, ints) &&
         add_info(t, ns, "hash_info", "sys.hash_info", kHashFields, hashes) &&
         add_value(t, ns, "maxsize", make_int(t, INT64_MAX));
}

// SimpleNamespace(name='gilt', ...)
bool add_implementation(Thread& t, DictObject* ns, Value version) {
  constexpr const char* kNames[] = {"name", "cache_tag", "version", "hexversion"};
  Ref name = GILT_TRY(make_str(t, "gilt"));
  const Value values[] = {name, Value::none(), version, Value::small_int(0x030e00f0)};
  Ref names = Ref::take(t, GILT_TRY(allocate_tuple(t, std::size(kNames))));
  for (size_t i = 0; i < std::size(kNames); i++) {
    Ref keyword = GILT_TRY(intern(t, kNames[i]));
    names.as<TupleObject>()->data()[i] = keyword.release();
  }
  CallArgs args(values, 0, names.as<TupleObject>());
  Ref implementation = GILT_TRY(call(t, Value::from(types(t).namespace_), args));
  return add_value(t, ns, "implementation", std::move(implementation));
}

}  // namespace

bool add_sys_info(Thread& t, DictObject* ns) {
  Items version(t), thread(t);
  version.add(int64_t{3}).add(int64_t{14}).add(int64_t{0}).add("final").add(int64_t{0});
  Ref version_info = GILT_TRY(make_info(t, "sys.version_info", kVersionFields, version));
  if (!add_implementation(t, ns, version_info)) return false;
  thread.add("pthread").add("futex").add(Ref::none());
  Type* unraisable =
      GILT_TRY(new_struct_sequence_type(t, "sys.UnraisableHookArgs", kUnraisableFields));
  return add_value(t, ns, "version_info", std::move(version_info)) &&
         add_info(t, ns, "thread_info", "sys.thread_info", kThreadFields, thread) &&
         add_value(t, ns, "UnraisableHookArgs", Ref::copy(t, unraisable)) && add_flags(t, ns) &&
         add_numbers(t, ns);
}

}  // namespace gilt
