// Qsbr: quiescent-state-based reclamation, for memory that lock-free readers may still look at.
//
// A writer unlinks memory, then retires it. It is freed once every attached thread has passed a
// poll (a quiescent state: no pointer kept across it) or was detached since. A global sequence
// counts up; each thread copies it at its polls; memory that was retired before the sequence became
// `goal` is free when the smallest copy has reached `goal`. With the GIL, and while there
// is one thread only, nobody can be reading: freed at once.
//
// Memory is retired in batches per thread: only a full batch (Options::retire_batch, or 1 MiB) moves
// the sequence and asks the others to poll.
//
// Thread-safety: all methods by any thread, each with its own ThreadState.
// Invariants: qsbr_seq == 0 exactly while detached; a thread's copy never exceeds the sequence.
// Source: CPython 3.13 Python/qsbr.c, after FreeBSD's Global Unbounded Sequences.
#pragma once

#include <cstdint>
#include <vector>

#include "gil/atomic.h"
#include "gil/thread_state.h"

namespace gilt::gil {

class Qsbr {
 public:
  explicit Qsbr(Domain& domain) : domain_(domain) {}
  ~Qsbr();  // frees what is left: no reader can be left either
  Qsbr(const Qsbr&) = delete;
  Qsbr& operator=(const Qsbr&) = delete;

  // Frees `memory` when no thread can be reading it any more. It is unlinked already. `free` runs
  // in an attached thread, or in the domain's destructor, and must neither block nor retire. `bytes`:
  // its size, where it may be large.
  void retire(ThreadState& thread, void* memory, void (*free)(void*), size_t bytes = 0);

  void online(ThreadState& thread);   // attach
  void offline(ThreadState& thread);  // detach
  // The thread keeps no pointer from before: at polls. Frees what can be freed.
  void quiescent(ThreadState& thread);
  // The thread ends: what it retired goes to the domain.
  void abandon(ThreadState& thread);

 private:
  static constexpr size_t kBatchBytes = size_t{1} << 20;
  static constexpr uint64_t kOpen = UINT64_MAX;  // goal of what was retired since the last batch
  bool reached(uint64_t goal, const ThreadState& thread);
  void process(std::vector<Retired>& list, const ThreadState& thread);

  Domain& domain_;
  Atomic<uint64_t> sequence_{1};  // read-modify-write by retire
  ShortLock orphans_lock_;
  std::vector<Retired> orphans_;     // of ended threads; under orphans_lock_
  Atomic<bool> has_orphans_{false};  // hint
};

}  // namespace gilt::gil
