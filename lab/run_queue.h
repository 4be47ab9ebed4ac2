// RunQueue: which threads of an execution can go on, kept up to date as they wait and are woken, so
// that ten thousand waiting ones cost a step nothing.
//
// A thread is ready, or waits: until it is woken, and perhaps for a lock (then it can also go on as
// soon as the lock is free, be it first in the lock's queue or not), and perhaps until a deadline
// (then it can go on when that has passed).
//
// Used on the lab's OS thread only.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "gil/host.h"
#include "gil/mutex.h"

namespace gilt::lab {

class RunQueue {
 public:
  void add(int thread);  // ready
  // `mutex` null: not for a lock. `deadline` gil::kForever: none.
  void wait(int thread, const gil::Mutex* mutex, gil::Nanos deadline);
  void wake(int thread);  // ready again
  void remove(int thread);

  bool can_go_on(int thread, gil::Nanos now) const;
  // It waits for a lock that is free.
  bool may_take_lock(int thread) const;
  // Not counting those whose deadline has passed.
  bool nobody_can() const;
  // All that can go on, in order of their numbers.
  void collect(std::vector<int>* threads, gil::Nanos now) const;
  // Whose deadline comes first, of those that wait; -1: nobody's.
  int next_sleeper() const;

 private:
  struct Wait {
    const gil::Mutex* mutex = nullptr;
    gil::Nanos deadline = gil::kForever;
  };
  std::set<int> ready_;
  std::map<int, Wait> waiting_;
  std::map<const gil::Mutex*, std::set<int>> for_locks_;  // never iterated into a result unsorted
  std::set<std::pair<gil::Nanos, int>> sleepers_;
};

}  // namespace gilt::lab
