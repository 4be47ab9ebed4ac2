#include "gil/signals.h"

#include <cerrno>

namespace gilt::gil {
namespace {

// The two things here that belong to the process, as signal handlers do.
std::atomic<SignalRelay*> current{nullptr};  // constructor and destructor write, the handler reads
std::atomic<int> handlers_running{0};        // the handler, around its use of `current`

static_assert(std::atomic<SignalRelay*>::is_always_lock_free);

}  // namespace

SignalRelay::SignalRelay(ThreadState& main) : main_(main) {
  SignalRelay* none = nullptr;
  // Release: the fields, to the handler's load.
  active_ = current.compare_exchange_strong(none, this, std::memory_order_seq_cst);
}

SignalRelay::~SignalRelay() {
  if (!active_) return;
  for (int signal = 1; signal < kSignals; ++signal) unwatch(signal);
  // seq_cst, all four of `current` and `handlers_running`: a handler that still read this relay
  // counted itself before, so it is seen here.
  current.store(nullptr, std::memory_order_seq_cst);
  while (handlers_running.load(std::memory_order_seq_cst) != 0) main_.host().yield();
}

void SignalRelay::handler(int signal) {
  const int saved = errno;
  handlers_running.fetch_add(1, std::memory_order_seq_cst);
  if (SignalRelay* relay = current.load(std::memory_order_seq_cst)) relay->trip(signal);
  handlers_running.fetch_sub(1, std::memory_order_seq_cst);
  errno = saved;
}

void SignalRelay::trip(int signal) {
  if (signal <= 0 || signal >= kSignals) return;
  // Release, like request(): take() after the event sees the number.
  tripped_[static_cast<size_t>(signal)].store(true, std::memory_order_release);
  main_.request(kEventSignals);
  main_.host().interrupt(main_.parker);
}

bool SignalRelay::watch(int signal) {
  if (!active_ || signal <= 0 || signal >= kSignals) return false;
  struct sigaction action = {};
  action.sa_handler = &SignalRelay::handler;
  sigemptyset(&action.sa_mask);  // no SA_RESTART: blocking calls return EINTR
  const auto slot = static_cast<size_t>(signal);
  struct sigaction before = {};
  if (sigaction(signal, &action, &before) != 0) return false;
  if (!watched_[slot]) previous_[slot] = before;
  watched_[slot] = true;
  note_expectation();
  return true;
}

void SignalRelay::unwatch(int signal) {
  const auto slot = static_cast<size_t>(signal);
  if (signal <= 0 || signal >= kSignals || !watched_[slot]) return;
  sigaction(signal, &previous_[slot], nullptr);
  watched_[slot] = false;
  note_expectation();
}

// A script that handles signals of its own may be waiting for one. SIGINT is the user's: a program
// that only Ctrl-C can wake is stuck.
void SignalRelay::note_expectation() {
  bool expects = false;
  for (int signal = 1; signal < kSignals; ++signal) {
    expects |= watched_[static_cast<size_t>(signal)] && signal != SIGINT;
  }
  main_.expects_signals.store(expects, std::memory_order_relaxed);
}

int SignalRelay::take() {
  for (int signal = 1; signal < kSignals; ++signal) {
    // Acquire: with trip().
    if (tripped_[static_cast<size_t>(signal)].exchange(false, std::memory_order_acquire)) {
      return signal;
    }
  }
  return 0;
}

}  // namespace gilt::gil
