#include "gil/lock_bias.h"

#include <mutex>

#include "gil/domain.h"
#include "gil/stop_the_world.h"

namespace gilt::gil {
namespace {

uint8_t tag_of(size_t holder) { return static_cast<uint8_t>((holder + 1) << Mutex::kBiasShift); }
size_t holder_of(uint8_t tag) { return static_cast<size_t>(tag >> Mutex::kBiasShift) - 1; }

}  // namespace

void LockBias::assign(ThreadState& thread) {
  if (domain_.gil_enabled() || !domain_.options().biased_locks) return;
  std::lock_guard lock(lock_);
  for (size_t i = 0; i < kTags; ++i) {
    if (holders_[i].thread != nullptr) continue;
    holders_[i] = {&thread, 0};
    thread.bias_tag = thread.new_lock = tag_of(i);
    return;
  }
}

void LockBias::take_back(ThreadState& thread) {
  std::lock_guard lock(lock_);
  for (Holder& holder : holders_) {
    if (holder.thread == &thread) holder = {};
  }
}

void LockBias::revoke(ThreadState& thread, Mutex& mutex) {
  StoppedWorld stopped(thread);
  const uint8_t tag = mutex.bias();
  if (tag == 0) return;  // somebody else was first
  mutex.unbias();
  ++thread.stats.bias_revocations;
  note_revocation(tag);
}

void LockBias::note_revocation(uint8_t tag) {
  std::lock_guard lock(lock_);
  Holder& holder = holders_[holder_of(tag)];
  if (holder.thread == nullptr || ++holder.revocations != kMostRevocations) return;
  holder.thread->bias_tag = ThreadState::kNoBias;
  holder.thread->new_lock = 0;
  const Options& options = domain_.options();
  if (options.unbias != nullptr) options.unbias(options.unbias_data, tag);
}

}  // namespace gilt::gil
