#include "cli/finish.h"

#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <utility>

#include "cli/options.h"
#include "gil/domain.h"
#include "vm/operations.h"
#include "vm/refcount_report.h"
#include "vm/teardown.h"
#include "vm/thread_life.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/uncaught.h"
#include "vm/unraisable.h"

namespace gilt::cli {
namespace {

// sys.exit(code): None is 0, an int itself, everything else is printed and 1.
int exit_status(Thread& t, Value exception) {
  Ref code = is_exception_of(t, exception, Exc::kSystemExit) ? get_attr(t, exception, "code")
                                                             : Ref::none();
  if (!code) {
    clear_pending(t);
    return kStatusError;
  }
  if (code.get().is_none()) return 0;
  if (is_int(t, code)) {
    int64_t value = -1;
    bool fits =
        code.get().is_bool() ? (value = code.get().is_true(), true) : int_fits_int64(code, &value);
    return static_cast<int>((fits ? value : -1) & 0xff);
  }
  Ref text = to_str(t, code);
  if (text) {
    write_to_stderr(t, std::string(str_view(text)) + "\n");
  } else {
    clear_pending(t);
  }
  return kStatusError;
}

Ref sys_stream(Thread& t, Value name) {
  return dict_get(t, t.runtime.sys_namespace.as<DictObject>(), name);
}

bool is_closed(Thread& t, Value stream) {
  Ref closed = get_attr(t, stream, "closed");
  Truth truth = closed ? is_true(t, closed) : Truth();
  if (truth.failed()) clear_pending(t);
  return truth.yes();
}

// False when what was printed could not be written.
bool flush_stream(Thread& t, Value name, bool report) {
  Ref stream = sys_stream(t, name);
  if (!stream || stream.get().is_none() || is_closed(t, stream)) return true;
  if (call_method(t, stream, names(t).flush)) return true;
  if (report) {
    report_unraisable(t, stream, "Exception ignored while flushing sys.stdout");
  } else {
    clear_pending(t);
  }
  return false;
}

bool flush_streams(Thread& t) {
  bool out = flush_stream(t, names(t).stdout_, true);
  return flush_stream(t, names(t).stderr_, false) && out;
}

// Dies of SIGINT, so that a shell stops its loop too; the status it sees is 130.
[[noreturn]] void die_of_interrupt() {
  signal(SIGINT, SIG_DFL);
  kill(getpid(), SIGINT);
  std::_Exit(kStatusInterrupted);
}

}  // namespace

Ending report_ending(Thread& t) {
  if (!pending(t)) return {};
  if (pending_is(t, Exc::kSystemExit)) {
    Ref exception = take_pending(t);
    return {exit_status(t, exception), false};
  }
  bool interrupted = pending_is(t, Exc::kKeyboardInterrupt);
  report_uncaught(t, take_pending(t));
  return {interrupted ? kStatusInterrupted : kStatusError, interrupted};
}

void flush_native_streams(Thread& t) {
  for (const char* name : {"__stdout__", "__stderr__"}) {
    Ref stream = dict_get(t, t.runtime.sys_namespace.as<DictObject>(), name);
    if (!stream || stream.get().is_none() || type_of(t, stream)->has(Type::kHeap)) continue;
    if (!is_closed(t, stream) && !call_method(t, stream, names(t).flush)) clear_pending(t);
  }
}

void finish_output(Thread& t, Ending* ending) {
  t.runtime.finalizing.store(true, std::memory_order_relaxed);
  t.domain().begin_finalization(t);
  bool ok = flush_streams(t);
  clear_modules(t);
  ok = flush_streams(t) && ok;
  if (!ok && ending->status == 0) ending->status = kStatusFlushFailed;
  if (report_wrong_counts(t) && ending->status == 0) ending->status = kStatusRefcounts;
}

void leave(std::unique_ptr<Runtime> runtime, Ending ending) {
  if (ending.interrupted) die_of_interrupt();
#ifdef GILT_HEAP_REGISTRY
  Thread& t = runtime->main_thread();
  // Daemon threads may hold anything, and counts that are wrong on purpose say nothing.
  if (runtime->domain.thread_count() == 1 && t.lesson == nullptr) {
    drain_heap(t);
    if (audit_heap(t) > 0) ending.status = kStatusLeaked;
    free_heap(t);
    dispose_runtime(std::move(runtime));
    std::exit(ending.status);
  }
#endif
  // On the stack, where the leak checker finds it.
  [[maybe_unused]] Runtime* volatile kept = runtime.release();
  std::exit(ending.status);
}

}  // namespace gilt::cli
