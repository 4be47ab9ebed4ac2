#include "vm/runtime.h"

#include <cstdio>
#include <cstdlib>

#include "vm/collector.h"
#include "vm/contention.h"
#include "vm/errors.h"
#include "vm/heap.h"
#include "vm/import.h"
#include "vm/intern_table.h"
#include "vm/operations.h"
#include "vm/refcount_lesson.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/instance.h"
#include "vm/types/module.h"
#include "vm/types/str.h"
#include "vm/types/type.h"

namespace gilt {

#define GILT_TYPE(id, name, base) void init_##id##_type(Thread& t, Type& type);
#include "vm/types/types.def"
#undef GILT_TYPE

namespace {

// gil::Options::unbias. What is not tracked loses its bias one by one.
void unbias_locks(void* data, uint8_t tag) {
  static_cast<Runtime*>(data)->gc_table.for_each([tag](Object* object) {
    if (object->mutex.bias() == tag) object->mutex.unbias();
  });
}

gil::Options gil_options(Runtime* runtime, const RuntimeOptions& options,
                         gil::CountLesson* lesson) {
  gil::Options gil;
  gil.gil_enabled = options.gil;
  gil.refcount = options.refcount;
  gil.switch_interval_us = static_cast<uint32_t>(options.switch_interval_us);
  gil.count_ops = options.count_ops;
  gil.unsafe_slot_reads = options.unsafe_slot_reads;
  gil.lesson = lesson;
  // Who took whose lock first is no step of the program.
  gil.biased_locks = !options.deterministic;
  gil.unbias = unbias_locks;
  gil.unbias_data = runtime;
  return gil;
}

[[noreturn]] void startup_failed(const char* what) {
  std::fprintf(stderr, "gilt: cannot start: %s\n", what);
  std::abort();
}

Type* new_builtin_type(Thread& t, Type* metatype, const char* name) {
  Type* type = allocate<Type>(t, metatype, Layout::kType);
  if (type == nullptr) startup_failed("out of memory");
  gil::immortalise(type->refcount);
  type->native_name = name;
  return type;
}

}  // namespace

// All types exist before the first is filled in, because filling in needs dicts, strings, functions.
void Runtime::create_types(Thread& t) {
  Type* metatype = new_builtin_type(t, nullptr, "type");
  metatype->type.store(metatype);
  types.type = metatype;
#define GILT_TYPE(id, name, base_id) \
  if (types.id == nullptr) types.id = new_builtin_type(t, metatype, name);
#include "vm/types/types.def"
#undef GILT_TYPE
#define GILT_TYPE(id, name, base_id) \
  types.id->base = types.id == types.object ? nullptr : types.base_id;
#include "vm/types/types.def"
#undef GILT_TYPE
  for (int i = 0; i < static_cast<int>(Exc::kCount); i++) {
    Exc which = static_cast<Exc>(i);
    Type* type = new_builtin_type(t, metatype, exception_class_name(which));
    exceptions.push_back(type);
    type->base = which == Exc::kBaseException
                     ? types.object
                     : exceptions[static_cast<size_t>(exception_base(which))];
  }
  if (!interned_->prepare(t)) startup_failed("out of memory");
#define GILT_NAME(id, text) names.id = intern(t, text).release();
#include "vm/names.def"
#undef GILT_NAME
#define GILT_TYPE(id, name, base_id) \
  init_##id##_type(t, *types.id);    \
  ready_type(t, *types.id);
#include "vm/types/types.def"
#undef GILT_TYPE
  for (size_t i = 0; i < exceptions.size(); i++) {
    init_exception_type(t, *exceptions[i], static_cast<Exc>(i));
    ready_type(t, *exceptions[i]);
  }
  Value memory_error = Value::from(exception_type(t, Exc::kMemoryError));
  last_memory_error = instantiate_exception(t, memory_error).release();
}

Runtime::Runtime(gil::Host& host, RuntimeOptions opts)
    : options(std::move(opts)),
      heap(options.deterministic),
      refcount_lesson(RefcountLesson::make(*this)),
      domain(host, gil_options(this, options, refcount_lesson.get())) {
  if (refcount_lesson != nullptr && options.step_hook == nullptr) {
    options.step_hook = refcount_lesson->step_hook();
  }
  if (options.lock_stats) contention = std::make_unique<ContentionTable>();
  interned_ = std::make_unique<InternTable>(heap);
  collector = std::make_unique<CollectorState>();
  main_thread_ = std::make_unique<Thread>(*this, domain);
  Thread& t = *main_thread_;
  set_native_stack(t, main_stack_size());
  domain.attach(t);
  dict_shape_ = new Shape(Shape::Kind::kDict, nullptr, 0);
  changing_shape_ = new Shape(Shape::Kind::kChanging, nullptr, 0);
  create_types(t);
  if (options.handle_signals) {
    signals_ = std::make_unique<gil::SignalRelay>(t);
    signals_->watch(SIGINT);
  }
  modules = empty_dict(t).release().as<DictObject>();
  Ref builtins_module = make_module(t, "builtins", "Built-in functions, types and exceptions.");
  if (!modules || !builtins_module) startup_failed("out of memory");
  builtins = builtins_module.as<ModuleObject>()->dict;
  Ref made = import_module(t, "builtins");
  if (!made) startup_failed("the builtins module does not initialise");
  builtins = made.as<ModuleObject>()->dict;
  Ref sys = import_module(t, "sys");
  if (!sys) startup_failed("the sys module does not initialise");
  start_collecting(t);
}

Runtime::~Runtime() {
  delete dict_shape_;
  delete changing_shape_;
}

uint32_t Runtime::next_version() {
  uint32_t version = version_counter_.load(std::memory_order_relaxed);
  do {
    if (version == UINT32_MAX) return 0;
  } while (
      !version_counter_.compare_exchange_weak(version, version + 1, std::memory_order_relaxed));
  return version;
}

}  // namespace gilt
