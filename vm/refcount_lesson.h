// RefcountLesson: a runtime whose reference counts are wrong on purpose (gil/count_lesson.h), and where
// that must be seen and not crash the VM.
//
// A freed object keeps all its bytes, and what it owns stays as it is; its references are given up, so
// that what it held is freed in its turn. The next count of it ends the program with a report
// (vm/refcount_report.h). Its memory waits in a quarantine, and when it leaves that, it is finalized
// without counting anything. Objects of which is known that they were freed early (more increments than
// decrements of their count are lost, or an object that was freed early refers to them) never leave it:
// somebody still has them, and may look at them without counting. What is left to chance is a reference
// that was read from a variable but not counted yet, and is held over the freeing of another 256 MB.
//
// At the end of the program, counts are compared with the references that there are.
//
// Thread-safety: any attached thread, unless a function says otherwise.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "gil/count_lesson.h"
#include "vm/object_history.h"
#include "vm/quarantine.h"

namespace gilt {

class Runtime;
class StepHook;
struct RuntimeOptions;

class RefcountLesson final : public gil::CountLesson {
 public:
  static constexpr int kStatus = 4;  // of a program that a report ends

  // Null: the counts that the options ask for are right.
  static std::unique_ptr<RefcountLesson> make(Runtime& runtime);
  ~RefcountLesson() override;

  // --- memory (vm/heap.h) ---
  void made(Thread& t, const void* memory, size_t size);
  // A dead object is to live while its finalizer runs.
  void revived(Object* object);
  // A dead object whose finalizer has run.
  void bury(Thread& t, Object* object);
  void retire(Thread& t, void* storage, size_t size);
  // The end: storages that wait. Freed objects are in the heap's list like others.
  void release_storages();

  // --- threads ---
  // A thread is about to run; its number is given a name for reports.
  void enter(Thread& t, const std::string& name);
  std::string thread_name(uint32_t id);

  // --- what is known ---
  ObjectRecord history(const Object* object) { return history_.find(object); }
  // Calls f(object, record) for all that have not been freed.
  template <typename F>
  void for_each_living(F f) {
    history_.for_each([&](const void* object, const ObjectRecord& record) {
      if (!record.freed.happened()) f(static_cast<Object*>(const_cast<void*>(object)), record);
    });
  }
  uint64_t lost_increfs() const { return lost_increfs_.load(std::memory_order_relaxed); }
  uint64_t lost_decrefs() const { return lost_decrefs_.load(std::memory_order_relaxed); }
  // A freed object was touched and that is reported, or was.
  bool has_reported() const { return reported_.load(std::memory_order_relaxed); }

  // Saves where each thread is before every instruction, so that reports can tell; for runtimes
  // without a hook of their own.
  StepHook* step_hook() const { return step_hook_.get(); }

  // --- gil::CountLesson ---
  void between(gil::ThreadState& thread, gil::RefCount& count, const gil::CountStep& step) override;
  void lost(gil::ThreadState& thread, gil::RefCount& count, int64_t net) override;
  void freed(gil::ThreadState& thread, gil::RefCount& count) override;
  void touched(gil::ThreadState& thread, gil::RefCount& count, gil::FreedTouch touch) override;

 private:
  explicit RefcountLesson(Runtime& runtime);
  static std::vector<Value> held_by(Thread& t, Object* object);
  void release(Thread& t, const std::vector<Quarantine::Block>& blocks);
  bool matters(Thread& t, Object* object);

  Runtime& runtime_;
  ObjectHistory history_;
  Quarantine quarantine_;
  std::unique_ptr<StepHook> step_hook_;
  std::atomic<uint64_t> lost_increfs_{0}, lost_decrefs_{0};  // by all threads
  std::atomic<bool> reported_{false};

  std::mutex mutex_;
  std::map<uint32_t, std::string> thread_names_;  // under mutex_
};

}  // namespace gilt
