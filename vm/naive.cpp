#include "vm/naive.h"

#include <fmt/format.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "vm/frame.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"

namespace gilt {
namespace {

const char* what_happened(gil::FreedTouch touch) {
  switch (touch) {
    case gil::FreedTouch::kIncref:
      return "a new reference to it was taken";
    case gil::FreedTouch::kDecref:
      return "a reference to it was given up";
    case gil::FreedTouch::kDoubleFree:
      return "its count reached zero a second time";
  }
  return "it was used";
}

std::string class_name(const Object* object) {
  Type* type = object->type.load(std::memory_order_acquire);
  if (type->native_name != nullptr) return type->native_name;
  Value name = type->name.load();
  return name ? std::string(str_view(name)) : "?";
}

void flush_stdout(Thread& t) {
  if (!t.runtime.sys_namespace) return;
  Ref out = dict_get(t, t.runtime.sys_namespace.as<DictObject>(), names(t).stdout_);
  if (out && !out.get().is_none()) (void)call_method(t, out, names(t).flush);
}

}  // namespace

Quarantine::~Quarantine() {
  for (Block& block : blocks_) block.release(block.memory);
}

void Quarantine::add(void* memory, void (*release)(void*)) {
  std::lock_guard lock(mutex_);
  blocks_.push_back({memory, release});
  if (blocks_.size() <= kMost) return;
  blocks_.front().release(blocks_.front().memory);
  blocks_.pop_front();
}

void report_early_free(void* data, gil::ThreadState& thread, gil::RefCount& count,
                       gil::FreedTouch touch) {
  auto& runtime = *static_cast<Runtime*>(data);
  if (runtime.reporting.exchange(true)) return;  // one report; others may go on until it ends them
  auto& t = static_cast<Thread&>(thread);
  auto* object =
      reinterpret_cast<Object*>(reinterpret_cast<char*>(&count) - offsetof(Object, refcount));
  std::string place;
  if (t.frame != nullptr) {
    const Code& code = *t.frame->code->code;
    place = fmt::format(" (file \"{}\", line {}, in {})", code.filename, t.frame->current_line(),
                        code.name);
  }
  std::string text = fmt::format(
      "gilt: early free: a '{}' object at {:#x} had been freed when {}, in thread {}{}.\n"
      "Two threads changed its reference count at the same time without the GIL and without "
      "atomics\n"
      "(--refcount naive), and a change was lost.\n",
      class_name(object), reinterpret_cast<uintptr_t>(object), what_happened(touch),
      thread.id() - 1, place);
  flush_stdout(t);
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::_Exit(kStatusEarlyFree);
}

}  // namespace gilt
