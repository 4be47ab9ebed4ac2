// Variables, and the objects that names of the script stand for.
#include <fmt/format.h>

#include <charconv>

#include "lab/inspect.h"
#include "lab/position.h"
#include "lab/wait_text.h"
#include "vm/peek.h"
#include "vm/safe_repr.h"
#include "vm/types/cell.h"
#include "vm/types/deque.h"
#include "vm/types/list.h"
#include "vm/types/module.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt::lab {
namespace {

bool is_data(Value v) {
  if (!v.is_object()) return true;
  switch (v.object()->layout) {
    case Layout::kFunction:
    case Layout::kNative:
    case Layout::kType:
      return false;
    default:
      return built_in_base(peek_type(v)) != "module";
  }
}

bool is_name_byte(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// A path like account.balance, forks[2] or d['k'], step by step.
class Path {
 public:
  Path(const Execution& execution, int thread, std::string_view text)
      : execution_(execution), text_(text), rest_(text) {
    if (thread < 0 || static_cast<size_t>(thread) >= execution.threads().size()) return;
    at_ = position_of(execution.thread(thread));
  }

  std::optional<Value> follow(std::string* error) {
    skip_blanks();
    Value v = variable(take_name());
    while (v && !rest_.empty()) {
      if (rest_.front() == '.') {
        rest_.remove_prefix(1);
        v = attribute(v, take_name());
      } else if (rest_.front() == '[') {
        rest_.remove_prefix(1);
        const Value key_owner = v;
        v = Value();
        if (take_key()) v = item(key_owner);
      } else {
        skip_blanks();
        if (!rest_.empty()) v = fail(fmt::format("not a variable: {}", text_));
      }
    }
    if (v) return v;
    *error = error_;
    return {};
  }

 private:
  Value fail(std::string error) {
    if (error_.empty()) error_ = std::move(error);
    return {};
  }
  void skip_blanks() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) {
      rest_.remove_prefix(1);
    }
  }
  std::string_view seen() const { return text_.substr(0, text_.size() - rest_.size()); }

  std::string_view take_name() {
    size_t end = 0;
    while (end < rest_.size() && is_name_byte(rest_[end])) ++end;
    const std::string_view name = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return name;
  }

  Value variable(std::string_view name) {
    if (name.empty() || (name[0] >= '0' && name[0] <= '9')) {
      return fail(fmt::format("not a variable: {}", text_));
    }
    if (at_) {
      if (const Value v = local(*at_->frame, name)) return v;
      if (const Value v = peek_item(at_->frame->globals, name)) return v;
    }
    const DictObject* main = peek_module(execution_.runtime(), "__main__");
    if (const Value v = main != nullptr ? peek_item(main, name) : Value()) return v;
    if (const DictObject* builtins = execution_.runtime().builtins) {
      if (const Value v = peek_item(builtins, name)) return v;
    }
    return fail(fmt::format("no variable '{}' here", name));
  }

  static Value local(const Frame& frame, std::string_view name) {
    for (int i = 0; i < frame.code->nlocalsplus; ++i) {
      if (str_view(frame.code->local_names[i]) != name) continue;
      Value v = frame.slots[i].value();
      if (v.is_object() && v.object()->layout == Layout::kCell) {
        v = v.as<CellObject>()->contents.load();
      }
      if (v) return v;
    }
    if (!frame.locals || !is_exact_dict(frame.locals)) return {};
    return peek_item(frame.locals.as<DictObject>(), name);
  }

  Value attribute(Value owner, std::string_view name) {
    Value found;
    if (owner.is_object() && owner.object()->layout == Layout::kType) {
      found = peek_class_attribute(owner.as<Type>(), name);
    } else if (owner.is_object() && built_in_base(peek_type(owner)) == "module") {
      found = peek_item(owner.as<ModuleObject>()->dict, name);
    } else if (owner.is_object()) {
      found = peek_own_attribute(owner, name);
      if (!found) found = peek_class_attribute(peek_type(owner), name);
    }
    if (found) return found;
    return fail(fmt::format("'{}' object has no attribute '{}'", class_name(owner), name));
  }

  // What stands in brackets, up to behind the closing one: a number, a text, or a variable.
  bool take_key() {
    const size_t close = rest_.find(']');
    if (close == std::string_view::npos) return fail(fmt::format("no ']' in {}", text_)), false;
    std::string_view key = rest_.substr(0, close);
    rest_.remove_prefix(close + 1);
    key_text_.reset();
    key_ = Value();
    if (key.size() >= 2 && (key[0] == '\'' || key[0] == '"') && key.back() == key[0]) {
      key_text_ = std::string(key.substr(1, key.size() - 2));
      return true;
    }
    int64_t number = 0;
    const auto [end, status] = std::from_chars(key.data(), key.data() + key.size(), number);
    if (status == std::errc() && end == key.data() + key.size()) {
      if (!Value::fits_small_int(number)) return fail("the index is too large"), false;
      key_ = Value::small_int(number);
      return true;
    }
    key_ = variable(key);
    return static_cast<bool>(key_);
  }

  Value item(Value owner) {
    const Type* type = owner.is_object() ? peek_type(owner) : nullptr;
    if (type != nullptr && type->has(Type::kDict)) {
      const auto* dict = owner.as<DictObject>();
      const Value found = key_text_ ? peek_item(dict, *key_text_) : peek_item(dict, key_);
      return found ? found : fail(fmt::format("{}: there is no such key", seen()));
    }
    if (type == nullptr || key_text_ || !key_.is_small_int()) {
      return fail(fmt::format("{}: '{}' object has no such item", seen(), class_name(owner)));
    }
    const Value found = item_at(owner, type, key_.small_int());
    return found ? found : fail(fmt::format("{}: there is no such item", seen()));
  }

  static Value item_at(Value owner, const Type* type, int64_t i) {
    int64_t size = 0;
    if (type->has(Type::kList)) size = list_size(owner.as<ListObject>());
    if (type->has(Type::kTuple)) size = static_cast<int64_t>(owner.as<TupleObject>()->size);
    const bool is_deque = built_in_base(type) == "collections.deque";
    if (is_deque) size = owner.as<DequeObject>()->items.size();
    if (i < 0) i += size;
    if (i < 0 || i >= size) return {};
    if (is_deque) return owner.as<DequeObject>()->items[i];
    return type->has(Type::kList) ? owner.as<ListObject>()->items()[i].load()
                                  : (*owner.as<TupleObject>())[static_cast<size_t>(i)];
  }

  const Execution& execution_;
  std::optional<Position> at_;
  std::string_view text_, rest_;
  Value key_;
  std::optional<std::string> key_text_;
  std::string error_;
};

}  // namespace

std::vector<VariableView> view_globals(const Execution& execution) {
  std::vector<VariableView> views;
  const DictObject* main = peek_module(execution.runtime(), "__main__");
  if (main == nullptr) return views;
  for_each_item(main, [&](Value name, Value value) {
    if (!is_exact_str(name) || str_view(name).starts_with("__") || !is_data(value)) return;
    views.push_back({std::string(str_view(name)), safe_repr(value)});
  });
  return views;
}

std::optional<Value> find_variable(const Execution& execution, int thread, std::string_view path,
                                   std::string* error) {
  return Path(execution, thread, path).follow(error);
}

CountView view_count(const Execution& execution, Value v) {
  CountView view;
  if (!v.is_object()) {
    view.immediate = true;
    return view;
  }
  const gil::RefCount& count = v.object()->refcount;
  const uint32_t owner = count.owner.load(std::memory_order_relaxed);
  const int32_t shared = count.shared.load(std::memory_order_relaxed);
  view.total = gil::total(count);
  view.immortal = gil::is_immortal(count);
  if (view.immortal) return view;
  view.local = static_cast<int32_t>(count.local.load(std::memory_order_relaxed));
  view.shared = shared >> gil::kSharedShift;
  view.owner = number_of(execution, owner);
  const int32_t flags = shared & gil::kFlagMask;
  view.flags = flags == gil::kMerged         ? "merged"
               : flags == gil::kQueued       ? "queued"
               : flags == gil::kMaybeWeakref ? "maybe weakref"
                                             : "";
  return view;
}

}  // namespace gilt::lab
