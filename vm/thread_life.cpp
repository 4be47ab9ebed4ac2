#include "vm/thread_life.h"

#include <algorithm>
#include <cstddef>

#include "vm/errors.h"
#include "vm/heap.h"
#include "vm/immortalise.h"
#include "vm/refcount_lesson.h"
#include "vm/runtime.h"
#include "vm/types/local.h"
#include "vm/types/lock.h"
#include "vm/types/thread_object.h"

namespace gilt {
namespace {

constexpr size_t kDefaultStack = 8 << 20;
constexpr size_t kUsefulStack =
    1 << 20;  // the least that a thread of ours gets, whatever was asked for

Object* object_of(gil::RefCount* count) {
  return reinterpret_cast<Object*>(reinterpret_cast<char*>(count) - offsetof(Object, refcount));
}

void enlist(Thread& t, Thread* thread) {
  gil::MutexGuard guard(t, t.runtime.threads_mutex);
  t.runtime.threads.push_back(thread);
}

void delist(Thread& t, Thread* thread) {
  gil::MutexGuard guard(t, t.runtime.threads_mutex);
  std::erase(t.runtime.threads, thread);
}

// Takes an attached thread out of its domain; what its queue still holds dies here. Afterwards it counts
// as departing.
void leave_domain(Thread& t) {
  std::atomic<int>& departing = t.domain().departing;
  for (;;) {
    departing.fetch_add(1, std::memory_order_relaxed);
    std::vector<gil::RefCount*> dead = t.domain().remove(t);
    if (dead.empty()) return;
    departing.fetch_sub(1, std::memory_order_relaxed);
    for (gil::RefCount* count : dead) destroy(t, object_of(count));
  }
}

// The whole of a started thread.
void run_thread(Thread* thread, const ThreadStart& start, size_t stack_size) {
  Thread& t = *thread;
  Runtime& runtime = t.runtime;
  set_native_stack(t, stack_size);
  runtime.domain.attach(t);
  if (Value object = start.object) {
    object.as<ThreadObject>()->native_id.store(t.host().native_id(), std::memory_order_relaxed);
  }
  if (t.lesson != nullptr) runtime.refcount_lesson->enter(t, start.name);
  start.end->started.set(t);
  start.run(t);
  drop_locals(t);
  delist(t, thread);
  decref(t, t.thread_object.exchange(Value()));
  leave_domain(t);
  delete thread;
  start.end->done.set(runtime.domain);
  // Release: with the acquires in dispose_runtime() and find_deadlock().
  runtime.domain.departing.fetch_sub(1, std::memory_order_release);
}

// A thread that has to end before the program does, or null.
Ref next_to_wait_for(Thread& t) {
  gil::MutexGuard guard(t, t.runtime.threads_mutex);
  for (Thread* thread : t.runtime.threads) {
    Value object = thread->thread_object.load();
    if (!object || thread == &t) continue;
    if (!object.as<ThreadObject>()->daemon.load(std::memory_order_relaxed))
      return Ref::copy(t, object);
  }
  return Ref();
}

}  // namespace

uint64_t start_thread(Thread& t, ThreadStart start) {
  Runtime& runtime = t.runtime;
  if (runtime.finalizing.load(std::memory_order_relaxed)) {
    raise(t, Exc::kPythonFinalizationError, "can't create new thread at interpreter shutdown");
    return 0;
  }
  if (t.free_threaded && !runtime.shared_objects_immortal) {
    runtime.shared_objects_immortal = true;  // only one thread is there yet
    immortalise_shared_objects(t);
  }
  if (start.end == nullptr) start.end = std::make_shared<ThreadEnd>();
  const size_t stack_size = t.host().stack_size(thread_stack_size(runtime));
  auto thread = std::make_unique<Thread>(runtime, runtime.domain);
  const uint64_t ident = ident_of(thread->id());
  thread->ident = ident;
  thread->background.store(
      !start.object || start.object.as<ThreadObject>()->daemon.load(std::memory_order_relaxed),
      std::memory_order_relaxed);
  if (start.object) thread->thread_object.store(Ref::copy(t, start.object).release());
  if (start.starting) start.starting(ident);
  enlist(t, thread.get());
  std::shared_ptr<ThreadEnd> end = start.end;
  std::string name = start.name;
  Thread* running = thread.get();
  auto body = [running, start = std::move(start), stack_size] {
    run_thread(running, start, stack_size);
  };
  if (!t.host().spawn(std::move(body), name, stack_size)) {
    delist(t, running);
    decref(t, running->thread_object.exchange(Value()));
    raise(t, Exc::kRuntimeError, "can't start new thread");
    return 0;
  }
  (void)thread.release();  // the new thread's own
  (void)end->started.wait(t);
  return ident;
}

std::vector<Ref> thread_objects(Thread& t) {
  std::vector<Ref> objects;
  gil::MutexGuard guard(t, t.runtime.threads_mutex);
  auto add = [&](Thread& thread) {
    if (Value object = thread.thread_object.load()) objects.push_back(Ref::copy(t, object));
  };
  add(t.runtime.main_thread());
  for (Thread* thread : t.runtime.threads) add(*thread);
  return objects;
}

size_t running_threads(Thread& t) {
  gil::MutexGuard guard(t, t.runtime.threads_mutex);
  return t.runtime.threads.size();
}

size_t thread_stack_size(const Runtime& runtime) {
  const size_t asked = runtime.thread_stack_size.load(std::memory_order_relaxed);
  return asked == 0 ? kDefaultStack : std::max(asked, kUsefulStack);
}

bool wait_for_threads(Thread& t) {
  // The main thread counts as ended now: is_alive() says so, and who joins it goes on.
  if (Value main = t.thread_object.load(); main && t.is_main()) {
    main.as<ThreadObject>()->end->done.set(t);
  }
  while (Ref object = next_to_wait_for(t)) {
    // Not the Thread object: what it waits for must outlive the thread.
    std::shared_ptr<ThreadEnd> end = object.as<ThreadObject>()->end;
    const uint32_t holder =
        gil_id_of(object.as<ThreadObject>()->ident.load(std::memory_order_relaxed));
    gil::WaitResult result;
    if (!wait_out_signals(t, gil::WaitResult::kInterrupted, &result, [&](gil::Interruptible how) {
          return end->done.wait(t, gil::kForever, how, gil::WaitKind::kJoin, holder);
        })) {
      return false;
    }
  }
  return true;
}

void run_as_guest(Runtime& runtime, size_t stack_size, const std::function<void(Thread&)>& body) {
  Thread guest(runtime, runtime.domain);
  guest.background.store(true, std::memory_order_relaxed);
  set_native_stack(guest, stack_size);
  runtime.domain.attach(guest);
  body(guest);
  leave_domain(guest);
  runtime.domain.departing.fetch_sub(1, std::memory_order_release);  // it has nobody to wake
}

void dispose_runtime(std::unique_ptr<Runtime> runtime) {
  Thread& t = runtime->main_thread();
  runtime->finalizing.store(true, std::memory_order_relaxed);
  runtime->domain.begin_finalization(t);
  // Acquire: with the release at the end of run_thread(). Nobody blocks in between.
  while (runtime->domain.departing.load(std::memory_order_acquire) != 0) t.host().yield();
  if (runtime->domain.thread_count() > 1) {
    (void)runtime.release();  // daemon threads hang in it for as long as the process lives
    return;
  }
}

}  // namespace gilt
