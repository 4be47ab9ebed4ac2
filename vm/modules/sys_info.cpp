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
#include "vm/types/tuple.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

constexpr StructField kVersionFields[] = {
    {"major", "Major release number"},
    {"minor", "Minor release number"},
    {"micro", "Patch release number"},
    {"releaselevel", "'alpha', 'beta', 'candidate', or 'final'"},
    {"serial", "Serial release number"},
};

constexpr StructField kFlagFields[] = {
    {"debug", "-d"},
    {"inspect", "-i"},
    {"interactive", "-i"},
    {"optimize", "-O or -OO"},
    {"dont_write_bytecode", "-B"},
    {"no_user_site", "-s"},
    {"no_site", "-S"},
    {"ignore_environment", "-E"},
    {"verbose", "-v"},
    {"bytes_warning", "-b"},
    {"quiet", "-q"},
    {"hash_randomization", "-R"},
    {"isolated", "-I"},
    {"dev_mode", "-X dev"},
    {"utf8_mode", "-X utf8"},
    {"warn_default_encoding", "-X warn_default_encoding"},
    {"safe_path", "-P"},
    {"int_max_str_digits", "-X int_max_str_digits"},
    {"gil", "-X gil"},
    {"thread_inherit_context", "-X thread_inherit_context"},
    {"context_aware_warnings", "-X context_aware_warnings"},
};

constexpr StructField kFloatFields[] = {
    {"max", "largest finite float"},
    {"max_exp", "largest e such that radix**(e-1) is finite"},
    {"max_10_exp", "largest e such that 10**e is finite"},
    {"min", "smallest positive normalised float"},
    {"min_exp", "smallest e such that radix**(e-1) is normalised"},
    {"min_10_exp", "smallest e such that 10**e is normalised"},
    {"dig", "decimal digits that survive"},
    {"mant_dig", "mantissa digits"},
    {"epsilon", "distance from 1 to the next float"},
    {"radix", "radix of the exponent"},
    {"rounds", "rounding mode"},
};

constexpr StructField kIntFields[] = {
    {"bits_per_digit", "bits of a digit of a big int"},
    {"sizeof_digit", "bytes of a digit"},
    {"default_max_str_digits", "default of set_int_max_str_digits()"},
    {"str_digits_check_threshold", "smallest limit of set_int_max_str_digits()"},
};

constexpr StructField kHashFields[] = {
    {"width", "bits of a hash"},
    {"modulus", "prime of numeric hashes"},
    {"inf", "hash of infinity"},
    {"nan", "not used"},
    {"imag", "multiplier of imaginary parts"},
    {"algorithm", "of str and bytes"},
    {"hash_bits", "bits that the algorithm gives"},
    {"seed_bits", "bits of its seed"},
    {"cutoff", "short texts that are hashed otherwise"},
};

constexpr StructField kThreadFields[] = {
    {"name", "thread implementation"},
    {"lock", "lock implementation"},
    {"version", "its version"},
};

constexpr StructField kUnraisableFields[] = {
    {"exc_type", "exception class"}, {"exc_value", "exception"},   {"exc_traceback", "traceback"},
    {"err_msg", "message"},          {"object", "what caused it"},
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

Type* new_info_type(Thread& t, const char* name, std::span<const StructField> fields,
                    size_t visible) {
  Type* type = GILT_TRY(new_native_type(t, name, types(t).tuple, 0));
  init_struct_sequence(t, *type, {"", fields, visible, false});
  ready_type(t, *type);
  return type;
}

Ref make_info(Thread& t, const char* type_name, std::span<const StructField> fields,
              const Items& items, size_t hidden = 0) {
  if (!items.ok()) return Ref();
  Type* type = GILT_TRY(new_info_type(t, type_name, fields, fields.size() - hidden));
  return make_struct_sequence(t, type, items.values());
}

bool add_info(Thread& t, DictObject* ns, const char* name, const char* type_name,
              std::span<const StructField> fields, const Items& items, size_t hidden = 0) {
  Ref info = make_info(t, type_name, fields, items, hidden);
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
  return add_info(t, ns, "flags", "sys.flags", kFlagFields, items, 3);
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
  Type* unraisable = GILT_TRY(new_info_type(t, "sys.UnraisableHookArgs", kUnraisableFields, 5));
  return add_value(t, ns, "version_info", std::move(version_info)) &&
         add_info(t, ns, "thread_info", "sys.thread_info", kThreadFields, thread) &&
         add_value(t, ns, "UnraisableHookArgs", Ref::copy(t, unraisable)) && add_flags(t, ns) &&
         add_numbers(t, ns);
}

}  // namespace gilt
