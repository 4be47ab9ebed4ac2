// Runtime: one Python world: its types, modules, names, options and threads. A process can hold
// many; nothing in the VM is process-wide.
//
// Thread-safety: `types`, `names` and `options` are written before the first script thread starts.
// The rest is guarded as each field says.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/code.h"
#include "bytecode/python_model.h"
#include "gil/domain.h"
#include "gil/mutex.h"
#include "gil/recursive_mutex.h"
#include "gil/signals.h"
#include "vm/gc_table.h"
#include "vm/heap_registry.h"
#include "vm/object.h"
#include "vm/ref.h"
#include "vm/source_cache.h"
#include "vm/weak_table.h"

namespace gilt {

class ContentionTable;
struct CollectorState;
class InternTable;
class RefcountLesson;
class Shape;
class StepHook;
class Thread;
struct Type;
struct DictObject;
struct FunctionObject;
enum class Exc : uint8_t;

struct BuiltinTypes {
#define GILT_TYPE(id, name, base) Type* id = nullptr;
#include "vm/types/types.def"
#undef GILT_TYPE
};

struct Names {
#define GILT_NAME(id, text) Value id;
#include "vm/names.def"
#undef GILT_NAME
};

struct RuntimeOptions {
  PythonModel model = PythonModel::kAny;
  bool gil = true;
  gil::RefcountPolicy refcount = gil::RefcountPolicy::kBiased;
  bool unsafe_slot_reads = false;  // gil::Options::unsafe_slot_reads
  int64_t switch_interval_us = 5000;
  bool count_ops = false;   // for --stats: count every reference count operation
  bool lock_stats = false;  // for --stats: keep books on every lock (vm/contention.h)
  bool handle_signals = true;
  // id(), default hashes and reprs do not depend on addresses; the host does the rest: time,
  // random bytes, thread switches.
  bool deterministic = false;
  StepHook* step_hook = nullptr;  // called before every instruction; outlives the runtime
  uint64_t hash_seed = 0;
  int optimize = 0;                 // -O: 1 drops asserts, 2 docstrings too
  bool unbuffered = false;          // -u: standard output is written at once
  bool inspect = false;             // -i (these three are only for sys.flags)
  bool quiet = false;               // -q
  bool ignore_environment = false;  // -E
  std::vector<std::string> argv;
  std::string executable;
};

enum class CompileMode : uint8_t { kExec, kEval, kSingle };

class Runtime {
 public:
  Runtime(gil::Host& host, RuntimeOptions options);
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  RuntimeOptions options;
  GcTable gc_table;
  WeakTable weak_table;
  std::unique_ptr<CollectorState> collector;
  HeapRegistry heap;  // with a list if options.deterministic
  // Only with counts that are wrong on purpose (--refcount naive and the like).
  std::unique_ptr<RefcountLesson> refcount_lesson;
  std::unique_ptr<ContentionTable> contention;  // only with options.lock_stats
  gil::Domain domain;
  BuiltinTypes types;
  std::vector<Type*> exceptions;  // by Exc
  Names names;
  Value last_memory_error;  // raised when there is no memory for a fresh MemoryError

  DictObject* builtins = nullptr;  // the builtins module's namespace
  DictObject* modules = nullptr;   // sys.modules
  Value empty_tuple;               // (), immortal; made by vm/types/tuple.cpp
  Value sys_namespace;             // the sys module's dict

  // Compiles source to a code object, or raises SyntaxError; installed by cli, because the VM does
  // not know the compiler. `flags`: inherited __future__ flags.
  using CompileHook = std::function<Ref(Thread&, std::string_view source, std::string_view filename,
                                        CompileMode mode, int flags)>;
  CompileHook compile;

  SourceCache sources;  // of what was compiled, for tracebacks

  std::atomic<int> recursion_limit{1000};
  std::atomic<int> int_max_str_digits{4300};  // sys.set_int_max_str_digits(); 0: no limit

  // Guards subclass lists, versions and MRO changes of all types.
  gil::Mutex type_mutex;
  // How often bases, MROs or special methods of classes have changed: who has computed something from
  // them takes the lock, and sees whether it still holds. Written under the lock.
  std::atomic<uint64_t> hierarchy_changes{0};
  // Fresh numbers for type versions, shape ids and dict key versions; 0 when exhausted.
  uint32_t next_version();

  // The shapes of all instances that keep their attributes in a dict, or are just turning to one.
  Shape* dict_shape() const { return dict_shape_; }
  Shape* changing_shape() const { return changing_shape_; }

  // Null when the host program keeps the signals to itself.
  gil::SignalRelay* signals() { return signals_.get(); }

  InternTable& interned() { return *interned_; }
  Thread& main_thread() { return *main_thread_; }

  // Started threads that have not left yet, the main thread excepted; guarded by threads_mutex. The rest
  // of this group: vm/thread_life.h.
  gil::Mutex threads_mutex;
  std::vector<Thread*> threads;
  std::atomic<uint64_t> thread_names{0};             // "Thread-1", "Thread-2", ...
  std::atomic<size_t> thread_stack_size{0};          // threading.stack_size(); 0: the default
  std::atomic<Type*> broken_barrier_error{nullptr};  // made with the threading module
  bool shared_objects_immortal = false;              // vm/immortalise.h; written by the only thread

  gil::RecursiveMutex import_lock;

  std::atomic<bool> finalizing{false};

 private:
  std::unique_ptr<InternTable> interned_;
  std::unique_ptr<Thread> main_thread_;
  std::unique_ptr<gil::SignalRelay> signals_;
  void create_types(Thread& t);
  std::atomic<uint32_t> version_counter_{1};
  Shape* dict_shape_ = nullptr;
  Shape* changing_shape_ = nullptr;
};

// Shorthands.
inline BuiltinTypes& types(Thread& t);
inline Names& names(Thread& t);

}  // namespace gilt

#include "vm/thread.h"

namespace gilt {
inline BuiltinTypes& types(Thread& t) { return t.runtime.types; }
inline Names& names(Thread& t) { return t.runtime.names; }
}  // namespace gilt
