// Attributes, items and slices.
#include <fmt/format.h>

#include <algorithm>

#include "lab/step_access.h"
#include "vm/peek.h"
#include "vm/safe_repr.h"
#include "vm/types/deque.h"
#include "vm/types/list.h"
#include "vm/types/local.h"
#include "vm/types/module.h"
#include "vm/types/slice.h"
#include "vm/types/str.h"

namespace gilt::lab {
namespace {

constexpr size_t kKeyWidth = 24;
constexpr char kUnknown[] = "?";  // what was there cannot be told from outside

bool is_thread_local(Value v) {
  return v.is_object() && built_in_base(peek_type(v)) == "_thread._local";
}

// What the thread has in a threading.local; null: nothing yet.
const DictObject* local_attributes(const LabThread& thread, Value local) {
  const auto& dicts = local.as<LocalObject>()->table->dicts;
  const auto found = dicts.find(thread.id);
  return found == dicts.end() ? nullptr : found->second.as<DictObject>();
}

// The owner's own value of an attribute, before it is written.
std::string old_attribute(const LabThread& thread, Value owner, std::string_view name) {
  if (!owner.is_object()) return "";
  Value old;
  if (is_thread_local(owner)) {
    const DictObject* attributes = local_attributes(thread, owner);
    old = attributes != nullptr ? peek_item(attributes, name) : Value();
    return old ? value_text(old) : "";
  }
  const Type* type = peek_type(owner);
  if (owner.object()->layout == Layout::kType) {
    const Value attributes = owner.as<Type>()->attributes.load();
    if (attributes) old = peek_item(attributes.as<DictObject>(), name);
  } else if (built_in_base(type) == "module") {
    old = peek_item(owner.as<ModuleObject>()->dict, name);
  } else {
    old = peek_own_attribute(owner, name);
    const Value on_class = old ? Value() : peek_class_attribute(type, name);
    const bool computed = on_class.is_object() && peek_type(on_class)->slots.descriptor_set &&
                          built_in_base(peek_type(on_class)) != "member_descriptor";
    if (computed) return kUnknown;
  }
  return old ? value_text(old) : "";
}

bool expect_attributes(Look& look, Expectation* out) {
  const Code& code = look.at.code();
  const uint32_t arg = look.arg();
  switch (look.instr.op()) {
    case Opcode::LOAD_ATTR:
    case Opcode::LOAD_SUPER_ATTR: {
      const bool super = look.instr.op() == Opcode::LOAD_SUPER_ATTR;
      const std::string owner = super ? "super()" : look.owner(0);
      const std::string place = owner + "." + code.names[super ? arg >> 2 : arg >> 1];
      const bool shared = super || !is_thread_local(look.operand(0));
      out->finish = [place, shared, depth = static_cast<int>(arg & 1)](const After& after,
                                                                       StepRecord& record) {
        record.accesses.push_back(read_access(shared, place, after.repr(depth)));
      };
      return true;
    }
    case Opcode::STORE_ATTR:
    case Opcode::DELETE_ATTR: {
      const std::string& name = code.names[arg];
      const std::string place = look.owner(0) + "." + name;
      const std::string old = old_attribute(look.thread, look.operand(0), name);
      const bool shared = !is_thread_local(look.operand(0));
      const Access access = look.instr.op() == Opcode::STORE_ATTR
                                ? write_access(shared, place, old, look.repr(1))
                                : delete_access(shared, place, old);
      out->stores = true;
      out->finish = [access](const After&, StepRecord& record) {
        record.accesses.push_back(access);
      };
      return true;
    }
    default:
      return false;
  }
}

// --- items

std::string item_place(Look& look, int container, std::string_view key) {
  return fmt::format("{}[{}]", look.owner(container), key);
}
std::string bound_text(Value v) { return v.is_none() ? "" : safe_repr(v, kKeyWidth); }

std::string slice_place(Look& look, int container, int start, int stop) {
  return item_place(look, container,
                    bound_text(look.operand(start)) + ":" + bound_text(look.operand(stop)));
}

// The items of a list from `start` to `stop`; what cannot be told is "?".
std::string old_slice(Value container, Value start, Value stop, Value step) {
  if (!container.is_object() || !peek_type(container)->has(Type::kList)) return kUnknown;
  const auto* list = container.as<ListObject>();
  const int64_t size = list_size(list);
  auto bound = [size](Value v, int64_t otherwise) {
    if (!v.is_small_int()) return otherwise;
    const int64_t i = v.small_int() < 0 ? v.small_int() + size : v.small_int();
    return std::clamp<int64_t>(i, 0, size);
  };
  const bool known = (start.is_none() || start.is_small_int()) &&
                     (stop.is_none() || stop.is_small_int()) &&
                     (!step || step.is_none() || step == Value::small_int(1));
  if (!known) return kUnknown;
  std::string text;
  for (int64_t i = bound(start, 0); i < bound(stop, size) && text.size() < kValueWidth; ++i) {
    text += (text.empty() ? "" : ", ") + value_text(list->items()[i].load());
  }
  return shortened(fmt::format("[{}]", text), kValueWidth);
}

bool can_change(Value container) {
  if (!container.is_object()) return false;
  return !peek_type(container)->has(Type::kStr | Type::kTuple | Type::kBytes | Type::kType);
}

std::string old_item(Value container, Value key) {
  if (!container.is_object()) return kUnknown;
  const Type* type = peek_type(container);
  if (key.is_object() && built_in_base(peek_type(key)) == "slice") {
    const auto* slice = key.as<SliceObject>();
    return old_slice(container, slice->start, slice->stop, slice->step);
  }
  if (type->has(Type::kDict)) {
    const Value old = peek_item(container.as<DictObject>(), key);
    return old ? value_text(old) : "";
  }
  const bool deque = built_in_base(type) == "collections.deque";
  if ((!type->has(Type::kList) && !deque) || !key.is_small_int()) return kUnknown;
  const int64_t size =
      deque ? container.as<DequeObject>()->items.size() : list_size(container.as<ListObject>());
  const int64_t i = key.small_int() < 0 ? key.small_int() + size : key.small_int();
  if (i < 0 || i >= size) return kUnknown;
  return value_text(deque ? container.as<DequeObject>()->items[i]
                          : container.as<ListObject>()->items()[i].load());
}

bool is_default_dict(Value v) {
  return v.is_object() && built_in_base(peek_type(v)) == "collections.defaultdict";
}

Finish reads_item(Access access) {
  return [access = std::move(access)](const After& after, StepRecord& record) {
    record.accesses.push_back(access);
    record.accesses.back().value = after.repr();
  };
}

bool expect_items(Look& look, Expectation* out) {
  Access access;
  switch (look.instr.op()) {
    case Opcode::BINARY_OP:
      if (static_cast<BinaryOperator>(look.arg()) != BinaryOperator::Subscr) return false;
      access = read_access(can_change(look.operand(1)),
                           item_place(look, 1, key_text(look.operand(0))), "");
      // A defaultdict makes what is missing.
      if (is_default_dict(look.operand(1)) && old_item(look.operand(1), look.operand(0)).empty()) {
        access.kind = Access::Kind::kWrite;
      }
      out->finish = reads_item(std::move(access));
      return true;
    case Opcode::BINARY_SLICE:
      out->finish =
          reads_item(read_access(can_change(look.operand(2)), slice_place(look, 2, 1, 0), ""));
      return true;
    case Opcode::STORE_SUBSCR:
      access = write_access(true, item_place(look, 1, key_text(look.operand(0))),
                            old_item(look.operand(1), look.operand(0)), look.repr(2));
      break;
    case Opcode::STORE_SLICE:
      access = write_access(true, slice_place(look, 2, 1, 0),
                            old_slice(look.operand(2), look.operand(1), look.operand(0), {}),
                            look.repr(3));
      break;
    case Opcode::DELETE_SUBSCR:
      access = delete_access(true, item_place(look, 1, key_text(look.operand(0))),
                             old_item(look.operand(1), look.operand(0)));
      break;
    default:
      return false;
  }
  out->stores = true;
  out->finish = [access](const After&, StepRecord& record) { record.accesses.push_back(access); };
  return true;
}

}  // namespace

std::string key_text(Value key) {
  if (!key.is_object() || built_in_base(peek_type(key)) != "slice") {
    return safe_repr(key, kKeyWidth);
  }
  const auto* slice = key.as<SliceObject>();
  const std::string text = bound_text(slice->start) + ":" + bound_text(slice->stop);
  return slice->step.is_none() ? text : text + ":" + bound_text(slice->step);
}

bool expect_objects(Look& look, Expectation* out) {
  return expect_attributes(look, out) || expect_items(look, out);
}

}  // namespace gilt::lab
