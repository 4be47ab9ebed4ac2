// Calls, and what they do to locks and the like.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "lab/safe_repr.h"
#include "lab/step_access.h"
#include "vm/heap_registry.h"
#include "vm/peek.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/lock.h"
#include "vm/types/native_function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/wait_target.h"

namespace gilt::lab {
namespace {

constexpr size_t kArgumentWidth = 24;
constexpr size_t kMostArguments = 50;  // looked at; what does not fit is cut anyway

// A call that is about to be made.
struct Call {
  Value callable;
  Value self;  // no value: none, or a bound method has it
  std::span<const StackRef> arguments;
  Value keywords;     // names of the last arguments: a tuple
  Value tuple, dict;  // of f(*tuple, **dict) instead
};

Call call_of(const Look& look) {
  const StackRef* sp = look.at.sp;
  const size_t count = look.arg();
  Call call{};
  switch (look.instr.op()) {
    case Opcode::CALL_FUNCTION_EX:
      call.callable = sp[-4].value();
      call.tuple = sp[-2].value();
      call.dict = sp[-1].value();
      return call;
    case Opcode::CALL_KW:
      call.keywords = sp[-1].value();
      --sp;
      break;
    default:
      break;
  }
  call.arguments = {sp - count, count};
  call.callable = sp[-static_cast<int>(count) - 2].value();
  call.self = sp[-static_cast<int>(count) - 1].value();
  return call;
}

// The object whose method is called; no value: it is no method.
Value receiver_of(const Call& call) {
  if (call.self) return call.self;
  if (is_method(call.callable)) return call.callable.as<MethodObject>()->self;
  if (is_native_function(call.callable) && call.callable.as<NativeFunction>()->is_bound()) {
    return call.callable.as<NativeFunction>()->self;
  }
  return {};
}

std::string_view function_name(Value callable) {
  if (is_method(callable)) callable = callable.as<MethodObject>()->function;
  if (is_native_function(callable)) return str_view(callable.as<NativeFunction>()->name);
  if (is_function(callable)) return str_view(callable.as<FunctionObject>()->name.load());
  return "";
}

std::string callee_text(Look& look, const Call& call) {
  std::string name = look.names.name(callable_depth(look.instr));
  if (!name.empty()) return name;
  if (call.callable.is_object() && call.callable.object()->layout == Layout::kType) {
    return std::string(class_name(call.callable.as<Type>()));
  }
  const std::string_view function = function_name(call.callable);
  if (function.empty()) return fmt::format("<{}>", class_name(call.callable));
  const Value receiver = receiver_of(call);
  if (!receiver) return std::string(function);
  return fmt::format("<{}>.{}", class_name(receiver), function);
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string full_call_text(Look& look, const Call& call) {
  const std::string callee = callee_text(look, call);
  if (!call.tuple) {
    return call_text(callee, call.arguments.data(), call.arguments.size(), call.keywords);
  }
  std::vector<std::string> parts;
  const Type* type = call.tuple.is_object() ? peek_type(call.tuple) : nullptr;
  if (type != nullptr && type->has(Type::kTuple)) {
    for (Value v : call.tuple.as<TupleObject>()->items()) {
      if (parts.size() == kMostArguments) break;
      parts.push_back(safe_repr(v, kArgumentWidth));
    }
  } else if (type != nullptr && type->has(Type::kList)) {
    const auto* list = call.tuple.as<ListObject>();
    for (int64_t i = 0; i < list_size(list) && parts.size() < kMostArguments; ++i) {
      parts.push_back(safe_repr(list->items()[i].load(), kArgumentWidth));
    }
  } else {
    parts.push_back("*" + safe_repr(call.tuple, kArgumentWidth));
  }
  if (call.dict.is_object() && peek_type(call.dict)->has(Type::kDict)) {
    for_each_item(call.dict.as<DictObject>(), [&](Value name, Value value) {
      if (!is_exact_str(name)) return;
      parts.push_back(fmt::format("{}={}", str_view(name), safe_repr(value, kArgumentWidth)));
    });
  }
  return shortened(fmt::format("{}({})", callee, joined(parts)), 2 * kValueWidth);
}

// --- locks and the like

// An object as it was before the step: it may be gone afterwards.
class Remembered {
 public:
  Remembered(const Execution& execution, const Object* object)
      : execution_(execution), object_(object), number_(HeapRegistry::number_of(object)) {}

  const Execution& execution() const { return execution_; }
  // Null: it is gone.
  const Object* object() const {
    const Object* found = nullptr;
    const_cast<Runtime&>(execution_.runtime()).heap.for_each([&](const Object* object) {
      if (object == object_ && HeapRegistry::number_of(object) == number_) found = object;
    });
    return found != nullptr && gil::total(found->refcount) != 0 ? found : nullptr;
  }

 private:
  const Execution& execution_;
  const Object* object_;
  uint64_t number_;
};

enum class Act : uint8_t { kOther, kAcquire, kRelease };

Act act_of(std::string_view method) {
  for (const char* name : {"acquire", "acquire_lock", "__enter__"}) {
    if (method == name) return Act::kAcquire;
  }
  for (const char* name : {"release", "release_lock", "__exit__"}) {
    if (method == name) return Act::kRelease;
  }
  return Act::kOther;
}

// Of an RLock that its holder has acquired more than once.
std::string again_text(const Remembered& lock) {
  const Object* object = lock.object();
  if (object == nullptr) return "";
  const std::string state = sync_state(lock.execution(), object);
  const size_t comma = state.rfind(", ");
  return comma == std::string::npos || !state.ends_with(" times") ? "" : state.substr(comma);
}

bool is_lock(const Execution& execution, const Object* object) {
  return lock_history(execution.runtime(), object) != nullptr ||
         peek_type(Value::from(object))->is_subtype_of(execution.runtime().types.condition);
}

Finish acquires(std::string name, Remembered lock) {
  return [=](const After& after, StepRecord& record) {
    if (after.top().is_false()) {
      const Object* object = lock.object();
      const int holder = object != nullptr ? holder_of(lock.execution(), object) : -1;
      record.notes.push_back(
          holder < 0 ? fmt::format("does not get {}", name)
                     : fmt::format("does not get {}, held by {}", name, thread_label(holder)));
      return;
    }
    record.notes.push_back(fmt::format("acquires {}{}", name, again_text(lock)));
  };
}

Finish releases(std::string name, Remembered lock) {
  return [=](const After&, StepRecord& record) {
    const Object* object = lock.object();
    const bool held = object != nullptr && holder_of(lock.execution(), object) == record.thread;
    record.notes.push_back(held ? fmt::format("releases {} once, and still has it", name)
                                : fmt::format("releases {}", name));
  };
}

// What a method of a lock, event or the like does; null: it is none.
Finish sync_finish(Look& look, Value receiver, std::string_view method, const std::string& text) {
  if (!receiver.is_object()) return nullptr;
  const std::string before = sync_state(look.execution, receiver.object());
  if (before.empty()) return nullptr;
  const Remembered object(look.execution, receiver.object());
  std::string name = look.objects.name(receiver.object());
  const Act act = act_of(method);
  if (act != Act::kOther && is_lock(look.execution, receiver.object())) {
    return act == Act::kAcquire ? acquires(std::move(name), object)
                                : releases(std::move(name), object);
  }
  return [=](const After& after, StepRecord& record) {
    record.notes.push_back(fmt::format("{} -> {}", text, after.repr()));
    const Object* now = object.object();
    const std::string state = now != nullptr ? sync_state(object.execution(), now) : before;
    if (state != before) record.notes.push_back(fmt::format("{}: {} -> {}", name, before, state));
  };
}

}  // namespace

std::string call_text(std::string_view callee, const StackRef* args, size_t count, Value keywords) {
  const auto* names = keywords ? keywords.as<TupleObject>() : nullptr;
  const size_t named = names != nullptr ? names->size : 0;
  std::vector<std::string> parts;
  for (size_t i = 0; i < count; ++i) {
    std::string value = safe_repr(args[i].value(), kArgumentWidth);
    const bool keyword = i + named >= count;
    parts.push_back(keyword ? fmt::format("{}={}", str_view((*names)[i + named - count]), value)
                            : std::move(value));
  }
  return shortened(fmt::format("{}({})", callee, joined(parts)), 2 * kValueWidth);
}

int callable_depth(Instr instr) {
  switch (instr.op()) {
    case Opcode::CALL:
      return static_cast<int>(instr.arg()) + 1;
    case Opcode::CALL_KW:
      return static_cast<int>(instr.arg()) + 2;
    case Opcode::CALL_FUNCTION_EX:
      return 3;
    default:
      return -1;
  }
}

std::string entry_text(const Frame& frame) {
  const Code& code = *frame.code->code;
  if (!code.has(kCoOptimized)) {
    if (code.name != "<module>") return "class " + code.qualname;
    const Value name = peek_item(frame.globals, "__name__");
    return fmt::format("module {}", name && is_exact_str(name) ? str_view(name) : "?");
  }
  if (frame.instr_index() != 0) return code.qualname;
  int count = code.argcount + code.kwonlyargcount;
  count += static_cast<int>(code.has(kCoVarargs)) + static_cast<int>(code.has(kCoVarkeywords));
  std::vector<std::string> parts;
  for (int i = 0; i < count; ++i) {
    const Value v = frame.slots[i].value();
    if (!v) continue;
    parts.push_back(
        fmt::format("{}={}", str_view(frame.code->local_names[i]), safe_repr(v, kArgumentWidth)));
  }
  return shortened(fmt::format("{}({})", code.qualname, joined(parts)), 2 * kValueWidth);
}

std::string exception_text(Value exception) {
  if (!exception.is_object()) return "an exception";
  if (exception.object()->layout == Layout::kType) {
    return std::string(class_name(exception.as<Type>()));
  }
  const std::string name(class_name(exception));
  if (!peek_type(exception)->has(Type::kException)) return name;
  const Value args = exception.as<ExceptionObject>()->args.load();
  if (!args || args.as<TupleObject>()->size == 0) return name;
  const TupleObject& tuple = *args.as<TupleObject>();
  if (tuple.size > 1) return fmt::format("{}: {}", name, value_text(args));
  const bool plain = is_exact_str(tuple[0]) && name != "KeyError";
  const std::string text = plain ? std::string(str_view(tuple[0])) : value_text(tuple[0]);
  return fmt::format("{}: {}", name, shortened(text.substr(0, text.find('\n')), 2 * kValueWidth));
}

bool expect_calls(Look& look, Expectation* out) {
  switch (look.instr.op()) {
    case Opcode::CALL:
    case Opcode::CALL_KW:
    case Opcode::CALL_FUNCTION_EX: {
      const Call call = call_of(look);
      const std::string text = full_call_text(look, call);
      out->doing = text;
      out->finish = sync_finish(look, receiver_of(call), function_name(call.callable), text);
      if (out->finish) return true;
      out->finish = [text](const After& after, StepRecord& record) {
        record.notes.push_back(fmt::format("{} -> {}", text, after.repr()));
      };
      return true;
    }
    case Opcode::WITH_EXCEPT_START: {
      const Value receiver = look.operand(3);
      out->finish = sync_finish(look, receiver, "__exit__", look.owner(3) + ".__exit__(...)");
      if (out->finish) return true;
      out->finish = [](const After& after, StepRecord& record) {
        record.notes.push_back("__exit__(...) -> " + after.repr());
      };
      return true;
    }
    default:
      return false;
  }
}

}  // namespace gilt::lab
