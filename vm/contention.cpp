#include "vm/contention.h"

#include <algorithm>
#include <utility>

namespace gilt {
namespace {

void raise_to(std::atomic<gil::Nanos>& longest, gil::Nanos time) {
  gil::Nanos seen = longest.load(std::memory_order_relaxed);
  while (seen < time && !longest.compare_exchange_weak(seen, time, std::memory_order_relaxed)) {
  }
}

}  // namespace

void ContentionFigures::add(const ContentionFigures& other) {
  locks += other.locks;
  acquisitions += other.acquisitions;
  waits += other.waits;
  wait_time += other.wait_time;
  longest_wait = std::max(longest_wait, other.longest_wait);
  longest_hold = std::max(longest_hold, other.longest_hold);
}

void ContentionRecord::released(gil::Nanos now) {
  raise_to(longest_hold, now - taken_at.load(std::memory_order_relaxed));
}

void ContentionRecord::waited(gil::Nanos time) {
  waits.fetch_add(1, std::memory_order_relaxed);
  wait_time.fetch_add(time, std::memory_order_relaxed);
  raise_to(longest_wait, time);
}

ContentionFigures ContentionRecord::figures() const {
  auto count = [](const auto& n) {
    return static_cast<uint64_t>(n.load(std::memory_order_relaxed));
  };
  return {.locks = 1,
          .acquisitions = count(acquisitions),
          .waits = count(waits),
          .wait_time = count(wait_time),
          .longest_wait = count(longest_wait),
          .longest_hold = count(longest_hold)};
}

ContentionTable::~ContentionTable() {
  for (ContentionRecord* record : alive_) delete record;
}

ContentionRecord* ContentionTable::add(LockOrigin origin, const Object* lock) {
  auto* record = new ContentionRecord(std::move(origin), lock);
  std::lock_guard guard(mutex_);
  alive_.insert(record);
  return record;
}

void ContentionTable::retire(ContentionRecord* record) {
  const ContentionFigures figures = record->figures();
  {
    std::lock_guard guard(mutex_);
    auto [place, fresh] = past_.try_emplace(record->origin, figures);
    if (!fresh) place->second.add(figures);
    alive_.erase(record);
  }
  delete record;
}

std::vector<ContentionTable::Line> ContentionTable::lines() const {
  std::vector<Line> lines;
  {
    std::lock_guard guard(mutex_);
    for (const ContentionRecord* record : alive_) {
      lines.push_back({record->origin, record->figures(), record->lock});
    }
    for (const auto& [origin, figures] : past_) lines.push_back({origin, figures});
  }
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    const auto weight = [](const Line& line) {
      return std::pair(line.figures.wait_time, line.figures.acquisitions);
    };
    return weight(a) != weight(b) ? weight(a) > weight(b) : a.origin < b.origin;
  });
  return lines;
}

}  // namespace gilt
