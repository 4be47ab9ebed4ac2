// Books on the locks of scripts, for --stats: how often each was acquired and waited for, for how
// long, and how long it was held.
//
// A lock that is made while the runtime has a ContentionTable gets a record; without one, all that
// is left of this is a null pointer that acquire and release test. When a lock dies its record is
// added to those of other dead ones that were made at the same line.
//
// Thread-safety: records are atomics, written by the threads that use the lock; the table has its
// own mutex. A hold is measured between the notes of who acquires and who releases.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <unordered_set>
#include <vector>

#include "gil/host.h"

namespace gilt {

struct Object;

// Times in nanoseconds.
struct ContentionFigures {
  uint64_t locks = 1;  // how many locks these are
  uint64_t acquisitions = 0;
  uint64_t waits = 0;  // times that a thread had to sleep or spin for it
  uint64_t wait_time = 0;
  uint64_t longest_wait = 0;
  uint64_t longest_hold = 0;

  void add(const ContentionFigures& other);
};

// Where a lock was made and of which kind it is.
struct LockOrigin {
  std::string kind;  // "Lock", "RLock"
  std::string file;
  int line = 0;

  bool operator<(const LockOrigin& other) const {
    return std::tie(file, line, kind) < std::tie(other.file, other.line, other.kind);
  }
};

struct ContentionRecord {
  ContentionRecord(LockOrigin where, const Object* of) : origin(std::move(where)), lock(of) {}

  void acquired(gil::Nanos now) {
    acquisitions.fetch_add(1, std::memory_order_relaxed);
    taken_at.store(now, std::memory_order_relaxed);
  }
  void released(gil::Nanos now);
  void waited(gil::Nanos time);
  ContentionFigures figures() const;

  const LockOrigin origin;
  const Object* const lock;
  std::atomic<uint64_t> acquisitions{0}, waits{0};
  std::atomic<gil::Nanos> wait_time{0}, longest_wait{0}, longest_hold{0};
  std::atomic<gil::Nanos> taken_at{0};
};

class ContentionTable {
 public:
  ContentionTable() = default;
  ~ContentionTable();
  ContentionTable(const ContentionTable&) = delete;
  ContentionTable& operator=(const ContentionTable&) = delete;

  ContentionRecord* add(LockOrigin origin, const Object* lock);
  void retire(ContentionRecord* record);  // the lock is gone

  struct Line {
    LockOrigin origin;
    ContentionFigures figures;
    const Object* lock = nullptr;  // null: gone
  };
  // Each lock that is alive, and together those that were made at one line and are gone. Those that
  // were waited for longest come first.
  std::vector<Line> lines() const;

 private:
  mutable std::mutex mutex_;
  std::unordered_set<ContentionRecord*> alive_;   // owned; under mutex_
  std::map<LockOrigin, ContentionFigures> past_;  // under mutex_
};

}  // namespace gilt
