// What threads of an execution wait for, who has it, and by which names it is known: "waits for
// lock_a, held by T2".
//
// Thread-safety: the lab's OS thread, between steps.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lab/execution.h"

namespace gilt {
struct LockHistory;
}

namespace gilt::lab {

// Names of objects: the variables of the script that lead to them, else what they are and where they
// were made. A search through the script's variables; one for many objects is as fast as one for one.
class ObjectNames {
 public:
  explicit ObjectNames(const Execution& execution) : execution_(execution) {}

  void find(const std::vector<const Object*>& objects);
  std::string name(const Object* object);
  // The variables only; "": none.
  std::string variable(const Object* object);
  // Do variables that the user wrote lead to it, directly?
  bool is_users(const Object* object);

 private:
  std::string fallback(const Object* object) const;
  void search(const std::vector<const Object*>& objects, const std::vector<const Frame*>& frames);

  const Execution& execution_;
  std::unordered_map<const Object*, std::string> names_;  // "": no variable
  std::unordered_set<const Object*> users_;
};

inline std::string thread_label(int number) { return "T" + std::to_string(number); }
// The thread with this ThreadState::id, ended or not; -1: none.
int number_of(const Execution& execution, uint32_t id);

// What a thread in the middle of an instruction waits for.
struct Waiting {
  gil::WaitKind kind = gil::WaitKind::kNone;
  const Object* object = nullptr;  // of the script; null: it has none
  int holder = -1;                 // who has it, or is joined
  bool held = false;               // somebody has it
  gil::Nanos deadline = gil::kForever;
};
Waiting waiting_of(const Execution& execution, const LabThread& thread);

// It could not go on, whoever has the GIL.
bool is_waiting(const Execution& execution, const LabThread& thread);

// "waits for lock_a, held by T2". `since`: and where the holder took it.
std::string wait_text(const Execution& execution, const LabThread& thread, ObjectNames& names,
                      bool since);
// "0.100 s" since the beginning.
std::string time_text(gil::Nanos time);

// The thread that has a Lock, an RLock or the lock of a Condition; -1: nobody.
int holder_of(const Execution& execution, const Object* lock);
// " since script.py:9", or nothing if that is not known.
std::string since_text(const Execution& execution, const Object* lock);

// How a lock, condition, semaphore, event, barrier or queue stands: "free", "held by T1 since
// script.py:9", "value 2", "set". "" for everything else.
std::string sync_state(const Execution& execution, const Object* object);

}  // namespace gilt::lab
