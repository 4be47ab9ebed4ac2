// Thread: everything that one Python thread of execution is to the VM: its gil::ThreadState (may it
// run, which owner id it presents), its frames, its pending exception.
//
// `Thread&` is the first parameter of anything that can run Python, block or destroy objects. All
// fields are the thread's own, unless they say otherwise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "gil/thread_state.h"
#include "vm/gc_table.h"
#include "vm/object.h"

namespace gilt {

struct Frame;
struct LocalTable;
struct Object;
class Runtime;
class StackRef;
class TypeCache;

// An exception being handled by an except or finally block (CPython's _PyErr_StackItem). Generators
// carry their own.
struct HandledException {
  Value exception;  // owned; no value when none
  HandledException* previous = nullptr;
};

class Thread : public gil::ThreadState {
 public:
  Thread(Runtime& runtime, gil::Domain& domain);
  ~Thread();
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  Runtime& runtime;
  Frame* frame = nullptr;  // the innermost Python frame

  // The pending exception, owned; no value when none. Set through vm/errors.h.
  Value exception;
  bool raising_memory_error = false;  // raise_no_memory() is at work
  HandledException* handled = &base_handled;
  HandledException base_handled;

  // Frames live in chunks of this stack; [stack_top, stack_limit) is free (vm/frame.h).
  uint64_t* stack_top = nullptr;
  uint64_t* stack_limit = nullptr;
  uint64_t* stack_base = nullptr;  // of the current chunk

  GcStock gc_stock;
  uint64_t objects_created = 0;  // counted in a deterministic runtime

  int recursion_depth = 0;             // Python frames, against Runtime::recursion_limit
  char* native_stack_limit = nullptr;  // C++ calls raise RecursionError below this address
  int destroy_depth = 0;               // nested destroy() calls; deeper ones wait in destroy_later
  std::vector<Object*> destroy_later;

  std::vector<Value> reprs;  // objects whose repr() is in progress (ReprGuard)

  std::unique_ptr<TypeCache> type_cache;  // made when it is first used

  // The threading.Thread of this thread, owned; set once. Others read it under Runtime::threads_mutex.
  Slot thread_object;
  uint64_t ident;  // threading.get_ident()

  // The threading.local objects in which this thread has attributes, and the one it used last
  // (vm/types/local.h).
  std::vector<std::shared_ptr<LocalTable>> locals;
  const LocalTable* last_local = nullptr;
  Value last_local_dict;  // borrowed from the table
};

// True when the C++ stack is nearly used up; raises RecursionError ("maximum recursion depth
// exceeded" + `where`). For everything that recurses in C++: repr, comparison, calls back into Python.
bool native_stack_exhausted(Thread& t, const char* where);
// To be called near the bottom of a C++ stack of `size` bytes that `t` is going to run on.
void set_native_stack(Thread& t, size_t size);
// Size of the process's first stack, in bytes.
size_t main_stack_size();

}  // namespace gilt
