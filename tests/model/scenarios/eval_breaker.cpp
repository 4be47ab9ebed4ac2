// The eval breaker: whoever asks a thread to poll is heard.
#include "gil/thread_state.h"
#include "tests/model/scenario.h"

namespace gilt::model {

void breaker_loses_no_request() {
  static const void* const fast[] = {nullptr};
  static const void* const slow[] = {nullptr};
  auto* world = new Threads<1>(without_gil());
  gil::ThreadState& state = world->states[0];
  state.set_tables(fast, slow);
  thread([=, &state] {
    Attached attached(state);
    for (int i = 0; i < 2; ++i) {
      if (state.dispatch.load() == slow) world->domain.poll(state);
    }
  });
  for (uint32_t event : {gil::kEventGc, gil::kEventPendingCalls}) {
    thread([=, &state] { state.request(event); });
  }
  at_end([=, &state] {
    check(state.events.load() == 0 || state.dispatch.load() == slow,
          "a thread is asked to poll and will not");
    delete world;
  });
}

}  // namespace gilt::model
