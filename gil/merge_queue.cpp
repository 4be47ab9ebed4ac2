#include "gil/merge_queue.h"

#include <algorithm>

namespace gilt::gil {

void MergeQueue::add(ThreadState& thread) {
  Shard& shard = shard_of(thread.id());
  std::lock_guard lock(shard.lock);
  shard.threads.push_back(&thread);
}

bool MergeQueue::remove(ThreadState& thread) {
  Shard& shard = shard_of(thread.id());
  std::lock_guard lock(shard.lock);
  if (!thread.merge_queue.empty()) return false;
  std::erase(shard.threads, &thread);
  return true;
}

Life MergeQueue::enqueue(RefCount& count, ThreadState& actor) {
  const uint32_t owner = count.owner.load(std::memory_order_relaxed);
  // The owner may just be merging by itself: then the queue's reference is a plain shared one.
  if (owner == kUnowned) return decref_slow(count, actor);
  {
    Shard& shard = shard_of(owner);
    std::lock_guard lock(shard.lock);
    for (ThreadState* thread : shard.threads) {
      if (thread->id() != owner) continue;
      thread->merge_queue.push_back(&count);
      thread->request(kEventMerge);
      ++actor.stats.count_queued;
      return Life::kAlive;
    }
  }
  // The owner is gone, and the shard's lock made its last writes to `local` visible.
  return merge_explicitly(count, -1, actor);
}

std::vector<RefCount*> MergeQueue::drain(ThreadState& owner) {
  std::vector<RefCount*> queued;
  {
    std::lock_guard lock(shard_of(owner.id()).lock);
    queued.swap(owner.merge_queue);
  }
  std::erase_if(
      queued, [&](RefCount* count) { return merge_explicitly(*count, -1, owner) == Life::kAlive; });
  return queued;
}

}  // namespace gilt::gil
