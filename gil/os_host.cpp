// A Parker is one futex word of three bits:
//   kToken      unpark() came; park() takes it
//   kParked     somebody sleeps, so that unpark() must call the kernel
//   kInterrupt  interrupt() came; an interruptible park() takes it, others leave it
// unpark() sets the token with release order and the parker takes it with acquire order, so what
// was written before unpark() is seen after park(). After setting the bit, unpark() gives the
// kernel only the word's address, which may be stale by then: at worst a sleeper on recycled memory
// wakes and looks again.
#include "gil/os_host.h"

#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <memory>

namespace gilt::gil {
namespace {

constexpr uint32_t kToken = 1;
constexpr uint32_t kParked = 2;
constexpr uint32_t kInterrupt = 4;
constexpr Nanos kSecond = 1'000'000'000;
constexpr Nanos kShortestBackOff = 100;  // ns
constexpr unsigned kMostDoublings = 8;

static_assert(sizeof(std::atomic<uint32_t>) == 4 && std::atomic<uint32_t>::is_always_lock_free);

// Sleeps while the word has this value; false once the deadline (monotonic clock) has passed.
bool futex_wait(std::atomic<uint32_t>& word, uint32_t value, Nanos deadline) {
  if (deadline <= 0) return false;  // the kernel refuses negative times
  timespec until{static_cast<time_t>(deadline / kSecond), static_cast<long>(deadline % kSecond)};
  long result =
      syscall(SYS_futex, reinterpret_cast<uint32_t*>(&word), FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG,
              value, deadline == kForever ? nullptr : &until, nullptr, FUTEX_BITSET_MATCH_ANY);
  return result == 0 || errno != ETIMEDOUT;
}

void futex_wake(std::atomic<uint32_t>& word) {
  syscall(SYS_futex, reinterpret_cast<uint32_t*>(&word), FUTEX_WAKE | FUTEX_PRIVATE_FLAG, INT_MAX,
          nullptr, nullptr, 0);
}

// Tells the processor that this is a loop that waits.
void spin_pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ __volatile__("yield");
#endif
}

Nanos read_clock(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return time.tv_sec * kSecond + time.tv_nsec;
}

struct Start {
  std::function<void()> body;
  std::string name;
};

void* run_thread(void* argument) {
  std::unique_ptr<Start> start(static_cast<Start*>(argument));
  pthread_setname_np(pthread_self(), start->name.substr(0, 15).c_str());
  start->body();
  return nullptr;
}

}  // namespace

OsHost& OsHost::instance() {
  static OsHost* host = new OsHost;
  return *host;
}

Nanos OsHost::now() { return read_clock(CLOCK_MONOTONIC); }

ParkResult OsHost::park(Parker& parker, Nanos deadline, Interruptible interruptible) {
  const bool may_interrupt = interruptible == Interruptible::kYes;
  bool in_time = true;
  for (;;) {
    uint32_t seen = parker.word.load(std::memory_order_acquire);  // with unpark's release
    if (seen & kToken) {
      parker.word.fetch_and(~(kToken | kParked), std::memory_order_relaxed);
      return ParkResult::kWoken;
    }
    if (may_interrupt && (seen & kInterrupt)) {
      // A token that comes at this moment stays for the next park.
      parker.word.fetch_and(~(kInterrupt | kParked), std::memory_order_relaxed);
      return ParkResult::kInterrupted;
    }
    if (!in_time) {
      parker.word.fetch_and(~kParked, std::memory_order_relaxed);
      return ParkResult::kTimedOut;
    }
    uint32_t sleeping = seen | kParked;
    if (seen != sleeping &&
        !parker.word.compare_exchange_weak(seen, sleeping, std::memory_order_relaxed)) {
      continue;
    }
    in_time = futex_wait(parker.word, sleeping, deadline);
  }
}

void OsHost::unpark(Parker& parker) {
  // Release: with park's acquire.
  uint32_t before = parker.word.fetch_or(kToken, std::memory_order_release);
  if (before & kParked) futex_wake(parker.word);
}

void OsHost::interrupt(Parker& parker) {
  int saved = errno;
  uint32_t before = parker.word.fetch_or(kInterrupt, std::memory_order_relaxed);
  if (before & kParked) futex_wake(parker.word);
  errno = saved;
}

bool OsHost::spawn(std::function<void()> body, const std::string& name, size_t stack_size) {
  auto start = std::make_unique<Start>(Start{std::move(body), name});
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  bool ok = stack_size == 0 || pthread_attr_setstacksize(&attributes, stack_size) == 0;
  pthread_t thread;
  ok = ok && pthread_create(&thread, &attributes, run_thread, start.get()) == 0;
  if (ok) start.release();  // the thread owns it
  pthread_attr_destroy(&attributes);
  return ok;
}

void OsHost::yield() { sched_yield(); }

bool OsHost::back_off(unsigned attempt) {
  sched_yield();
  const Nanos end = now() + (kShortestBackOff << std::min(attempt, kMostDoublings));
  do {
    for (int i = 0; i < 8; ++i) spin_pause();
  } while (now() < end);
  return true;
}

uint64_t OsHost::native_id() { return static_cast<uint64_t>(syscall(SYS_gettid)); }

Nanos OsHost::wall_clock() { return read_clock(CLOCK_REALTIME); }

Nanos OsHost::cpu_clock(CpuClock clock) {
  return read_clock(clock == CpuClock::kProcess ? CLOCK_PROCESS_CPUTIME_ID
                                                : CLOCK_THREAD_CPUTIME_ID);
}

ssize_t OsHost::random_bytes(void* memory, size_t size) { return getrandom(memory, size, 0); }

ssize_t OsHost::read(int fd, void* memory, size_t size) { return ::read(fd, memory, size); }

ssize_t OsHost::write(int fd, const void* memory, size_t size) { return ::write(fd, memory, size); }

}  // namespace gilt::gil
