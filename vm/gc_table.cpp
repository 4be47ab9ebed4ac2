#include "vm/gc_table.h"

#include <algorithm>
#include <new>

namespace gilt {

bool GcTable::refill(GcStock& stock) {
  std::lock_guard lock(mutex_);
  if (free_.empty()) {
    std::unique_ptr<Object*[]> chunk(new (std::nothrow) Object*[kChunk]());
    if (chunk == nullptr) return false;
    // From the last to the first, so that they are handed out in order.
    for (size_t i = kChunk; i-- > 0;) free_.push_back(&chunk[i]);
    chunks_.push_back(std::move(chunk));
  }
  const size_t count = std::min(GcStock::kMost / 2, free_.size());
  std::copy(free_.end() - static_cast<std::ptrdiff_t>(count), free_.end(), stock.entries);
  free_.resize(free_.size() - count);
  stock.count = count;
  return true;
}

void GcTable::flush(GcStock& stock, size_t count) {
  std::lock_guard lock(mutex_);
  free_.insert(free_.end(), stock.entries + (stock.count - count), stock.entries + stock.count);
  stock.count -= count;
}

void GcTable::give_back(GcStock& stock) {
  flush(stock, stock.count);
  report(stock);
}

}  // namespace gilt
