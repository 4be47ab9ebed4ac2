// Calls and with statements.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "lab/step_access.h"
#include "vm/peek.h"
#include "vm/safe_repr.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/function.h"
#include "vm/types/list.h"
#include "vm/types/native_function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt::lab {
namespace {

constexpr size_t kArgumentWidth = 24;
constexpr int kMostContainers = 3;     // arguments that are looked at again after the call
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

// "items" of items.append(3).
std::string receiver_name(Look& look, const Call& call) {
  const std::string callee = look.names.name(callable_depth(look.instr));
  const size_t dot = callee.rfind('.');
  if (dot != std::string::npos) return callee.substr(0, dot);
  return fmt::format("<{}>", class_name(receiver_of(call)));
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
    if (!name || !is_exact_str(name)) return "the code of " + short_name(code.filename);
    return fmt::format("module {}", str_view(name));
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
      const Value receiver = receiver_of(call);
      const std::string text = full_call_text(look, call);
      out->doing = text;
      out->finish = sync_finish(look, receiver, function_name(call.callable), text);
      if (out->finish) return true;
      std::vector<ContainerArgument> containers;
      if (receiver) containers.push_back({receiver, receiver_name(look, call)});
      const int count = static_cast<int>(call.arguments.size());
      for (int i = 0; i < std::min(count, kMostContainers); ++i) {
        const int depth = callable_depth(look.instr) - 2 - i;
        containers.push_back(
            {call.arguments[static_cast<size_t>(i)].value(), look.names.name(depth)});
      }
      out->finish = native_finish(look, containers, text);
      return true;
    }
    case Opcode::WITH_EXCEPT_START: {
      const Value receiver = look.operand(3);
      const std::string text = look.owner(3) + ".__exit__(...)";
      out->finish = sync_finish(look, receiver, "__exit__", text);
      if (!out->finish) out->finish = native_finish(look, {}, text);
      return true;
    }
    default:
      return false;
  }
}

}  // namespace gilt::lab
