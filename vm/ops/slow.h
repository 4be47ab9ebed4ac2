// The out-of-line halves of the opcodes (vm/ops/slow_*.cpp). They take values, never Registers.
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/frame.h"
#include "vm/ops/common.h"

namespace gilt {
struct DictObject;
struct Instance;
struct ListObject;
struct NativeFunction;
struct TupleObject;
}  // namespace gilt

namespace gilt::ops {

using CacheWord = std::atomic<uint64_t>;
// A word that threads keep finding useless, each for its own object, must not go to and fro between
// their processors: it is written only if it changes.
inline void fill(CacheWord& cache, uint64_t word, std::memory_order order) {
  if (cache.load(std::memory_order_relaxed) != word) cache.store(word, order);
}

// --- slow_names.cpp: namespaces
Ref common_constant_slow(Thread& t, uint32_t which);
Flow unbound_local_slow(Thread& t, Frame* frame, uint32_t slot);  // raises UnboundLocalError
Flow unbound_cell_slow(Thread& t, Frame* frame, uint32_t slot);   // UnboundLocalError or NameError
void copy_free_variables(Thread& t, Frame* frame, uint32_t count);
Ref load_global_slow(Thread& t, Frame* frame, Value name, CacheWord& cache);
bool store_global_slow(Thread& t, DictObject* globals, Value name, Value value, CacheWord& cache);
bool delete_global_slow(Thread& t, Frame* frame, Value name);
// `mapping` first, then globals and builtins.
Ref load_name_slow(Thread& t, Frame* frame, Value mapping, Value name);
bool store_name_slow(Thread& t, Frame* frame, Value name, Value value);
bool delete_name_slow(Thread& t, Frame* frame, Value name);
Ref load_locals_slow(Thread& t, Frame* frame);
Ref load_dict_or_deref_slow(Thread& t, Frame* frame, Value mapping, uint32_t slot);
Ref load_build_class_slow(Thread& t, Frame* frame);
bool setup_annotations_slow(Thread& t, Frame* frame);

// --- slow_operators.cpp
Ref binary_op_slow(Thread& t, uint32_t op, Value a, Value b);
Ref compare_slow(Thread& t, uint32_t arg, Value a, Value b);
Ref binary_slice_slow(Thread& t, Value container, Value start, Value stop);
bool store_slice_slow(Thread& t, Value value, Value container, Value start, Value stop);
Ref build_slice_slow(Thread& t, Value start, Value stop, Value step);
Ref build_set_slow(Thread& t, const StackRef* items, uint32_t count);
Ref build_map_slow(Thread& t, const StackRef* pairs, uint32_t count);
Ref build_string_slow(Thread& t, const StackRef* parts, uint32_t count);
bool list_extend_slow(Thread& t, ListObject* list, Value iterable);
bool set_add_slow(Thread& t, Value set, Value item);
bool set_update_slow(Thread& t, Value set, Value iterable);
bool dict_update_slow(Thread& t, DictObject* dict, Value mapping);
// Write owned references to out[0..count), the last item first. False: nothing written.
bool unpack_sequence_slow(Thread& t, Value sequence, uint32_t count, StackRef* out);
bool unpack_ex_slow(Thread& t, Value sequence, uint32_t before, uint32_t after, StackRef* out);

// --- slow_attributes.cpp
Ref cached_attribute_other(Thread& t, uint64_t word, Object* object, bool* method);
Ref load_attr_slow(Thread& t, Value owner, Value name, bool want_method, CacheWord& cache,
                   bool* method);
// With the GIL off: stores to a slot while the shape's id still is `guard`; false: it is not.
bool store_cached_slot(Thread& t, Instance* owner, uint32_t guard, uint32_t index, Value value);
bool store_attr_slow(Thread& t, Value owner, Value name, Value value, CacheWord& cache);
Ref load_super_attr_slow(Thread& t, Value super, Value cls, Value self, Value name, uint32_t arg,
                         bool* method);
Ref load_special_slow(Thread& t, Value owner, uint32_t which, bool* method);

// --- slow_calls.cpp
Flow recursion_error_slow(Thread& t);  // raises; kUnwind
// How to go on with a call: enter `frame` (for a class, `instance`, owned, is the call's result), or
// it is done and `result` is its value (null: raised).
struct CallPlan {
  Frame* frame = nullptr;
  Value instance;
  Ref result;
};
CallPlan plan_call_slow(Thread& t, Value callable, const StackRef* args, uint32_t count,
                        const TupleObject* keywords);
CallPlan plan_call_ex_slow(Thread& t, Value callable, Value args, Value kwargs);
Ref call_native_on_stack(Thread& t, NativeFunction* function, const StackRef* args, uint32_t count);
// What __init__ returned (owned) must be None. False: TypeError.
bool constructor_result_slow(Thread& t, Value result);
void set_function_attribute(Thread& t, Value function, uint32_t which, Ref value);
Ref intrinsic1_slow(Thread& t, Frame* frame, uint32_t which, Value v);
Ref intrinsic2_slow(Thread& t, uint32_t which, Value a, Value b);

// --- slow_generators.cpp
// The generator whose frame is r.frame returned `value` (owned). The caller's registers; frame null
// and `result` set when run_frame() is to be left.
Registers return_from_generator_slow(Thread& t, Registers r, Value value);
Ref send_slow(Thread& t, Value receiver, Value value, Ref* returned);
Ref cleanup_throw_slow(Thread& t, Value exception);
Ref get_awaitable_slow(Thread& t, Value v, uint32_t arg);
Ref get_async_iter_slow(Thread& t, Value v);
Ref get_async_next_slow(Thread& t, Value v);

// --- slow_exceptions.cpp
Flow reraise_handled_slow(Thread& t);  // `raise` without operand
void raise_slow(Thread& t, Value exception, Value cause);
Truth check_exception_match_slow(Thread& t, Value exception, Value type);
Ref check_group_match_slow(Thread& t, Value exception, Value type, Ref* rest);
Ref with_except_slow(Thread& t, Value exit, Value self, Value exception);
// Finds the handler of the pending exception, in r.frame or its callers up to the entry frame, which
// are left. Its registers; frame null when there is none.
Registers unwind_slow(Thread& t, Registers r);
// Drops a frame that was not entered, keeping the pending exception.
void abandon_frame(Thread& t, Frame* frame);

// --- slow_match.cpp, vm/import.cpp
bool matches_mapping(Thread& t, Value v);
bool matches_sequence(Thread& t, Value v);
Ref match_keys_slow(Thread& t, Value subject, Value keys);
Ref match_class_slow(Thread& t, Value subject, Value type, Value names, uint32_t positional);
Ref import_name_slow(Thread& t, Frame* frame, Value name, Value level, Value fromlist);
Ref import_from_slow(Thread& t, Value module, Value name);
// builtins.__import__: `frame` is where a relative name starts.
Ref import_with_fromlist(Thread& t, Frame* frame, std::string_view name, Value fromlist,
                         int64_t level);

}  // namespace gilt::ops
