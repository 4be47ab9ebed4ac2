#include "vm/slots.h"

#include <algorithm>

#include "vm/operations.h"
#include "vm/slot_calls.h"
#include "vm/trampolines.h"
#include "vm/types/construct.h"
#include "vm/types/native_function.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

namespace tr = trampolines;
namespace sc = slot_calls;
using S = TypeSlots;
using N = Names;

template <auto M, int I, auto Trampoline>
constexpr SlotRow row(Value Names::*name, decltype(SlotRow::call) call, const char* signature,
                      const char* doc) {
  return {
      name,
      [](const S& s) { return static_cast<bool>(sc::slot_in<M, I>(s)); },
      [](const S& a, const S& b) {
        return sc::slot_in<M, I>(a).get() == sc::slot_in<M, I>(b).get();
      },
      [](S& to, const S& from) { sc::slot_in<M, I>(to) = sc::slot_in<M, I>(from).get(); },
      [](S& s) { sc::slot_in<M, I>(s) = nullptr; },
      [](S& s) { sc::slot_in<M, I>(s) = Trampoline; },
      call,
      signature,
      doc,
  };
}

template <auto M, Value Names::*Name>
constexpr SlotRow unary_row(const char* doc) {
  return row<M, -1, &tr::unary<Name>>(Name, sc::unary<M, -1>, "()", doc);
}

template <UnaryOp Op, Value Names::*Name>
constexpr SlotRow number_row(const char* doc) {
  constexpr int kIndex = static_cast<int>(Op);
  return row<&S::unary, kIndex, &tr::unary<Name>>(Name, sc::unary<&S::unary, kIndex>, "()", doc);
}

template <BinaryOp Op, Value Names::*Name, Value Names::*Reflected, bool Forward>
constexpr SlotRow binary_row(const char* doc) {
  constexpr int kIndex = static_cast<int>(Op);
  return row<&S::binary, kIndex, &tr::binary<Op, Name, Reflected>>(
      Forward ? Name : Reflected,
      Forward ? sc::binary<&S::binary, kIndex> : sc::reflected<&S::binary, kIndex>, "(value, /)",
      doc);
}

template <BinaryOp Op, Value Names::*Name>
constexpr SlotRow in_place_row(const char* doc) {
  constexpr int kIndex = static_cast<int>(Op);
  return row<&S::in_place, kIndex, &tr::in_place<Name>>(Name, sc::binary<&S::in_place, kIndex>,
                                                        "(value, /)", doc);
}

template <CompareOp Op>
constexpr SlotRow compare_row(Value Names::*name, const char* doc) {
  return row<&S::compare, -1, &tr::compare>(name, sc::compare<Op>, "(value, /)", doc);
}

#define GILT_BINARY(op, name, symbol)                                                   \
  binary_row<BinaryOp::op, &N::name, &N::r##name, true>("Return self" symbol "value."), \
      binary_row<BinaryOp::op, &N::name, &N::r##name, false>("Return value" symbol "self.")

constexpr SlotRow kRows[] = {
    unary_row<&S::repr, &N::repr>("Return repr(self)."),
    unary_row<&S::str, &N::str>("Return str(self)."),
    row<&S::format, -1, &tr::format>(&N::format, sc::binary<&S::format, -1>, "(format_spec, /)",
                                     "Default object formatter."),
    row<&S::hash, -1, &tr::hash>(&N::hash, sc::hash, "()", "Return hash(self)."),
    row<&S::call, -1, &tr::call>(&N::call, sc::call, "(*args, **kwargs)",
                                 "Call self as a function."),
    row<&S::get_attribute, -1, &tr::get_attribute>(&N::getattribute, sc::get_attribute, "(name, /)",
                                                   "Return getattr(self, name)."),
    row<&S::get_attribute, -1, &tr::get_attribute>(&N::getattr, nullptr, "(name, /)", ""),
    row<&S::set_attribute, -1, &tr::set_attribute>(&N::setattr, sc::set_attribute,
                                                   "(name, value, /)",
                                                   "Implement setattr(self, name, value)."),
    row<&S::set_attribute, -1, &tr::set_attribute>(&N::delattr, sc::delete_attribute, "(name, /)",
                                                   "Implement delattr(self, name)."),
    compare_row<CompareOp::kLt>(&N::lt, "Return self<value."),
    compare_row<CompareOp::kLe>(&N::le, "Return self<=value."),
    compare_row<CompareOp::kEq>(&N::eq, "Return self==value."),
    compare_row<CompareOp::kNe>(&N::ne, "Return self!=value."),
    compare_row<CompareOp::kGt>(&N::gt, "Return self>value."),
    compare_row<CompareOp::kGe>(&N::ge, "Return self>=value."),
    row<&S::iter, -1, &tr::iter>(&N::iter, sc::unary<&S::iter, -1>, "()", "Implement iter(self)."),
    row<&S::next, -1, &tr::next>(&N::next, sc::next<&S::next, -1>, "()", "Implement next(self)."),
    row<&S::descriptor_get, -1, &tr::descriptor_get>(
        &N::get, sc::descriptor_get, "(instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner."),
    row<&S::descriptor_set, -1, &tr::descriptor_set>(&N::set, sc::descriptor_set,
                                                     "(instance, value, /)",
                                                     "Set an attribute of instance to value."),
    row<&S::descriptor_set, -1, &tr::descriptor_set>(
        &N::delete_, sc::descriptor_delete, "(instance, /)", "Delete an attribute of instance."),
    row<&S::init, -1, &tr::init>(&N::init, sc::init, "(*args, **kwargs)",
                                 "Initialize self.  See help(type(self)) for accurate signature."),
    row<&S::length, -1, &tr::length>(&N::len, sc::length, "()", "Return len(self)."),
    row<&S::get_item, -1, &tr::get_item>(&N::getitem, sc::binary<&S::get_item, -1>, "(key, /)",
                                         "Return self[key]."),
    row<&S::set_item, -1, &tr::set_item>(&N::setitem, sc::set_item, "(key, value, /)",
                                         "Set self[key] to value."),
    row<&S::set_item, -1, &tr::set_item>(&N::delitem, sc::delete_item, "(key, /)",
                                         "Delete self[key]."),
    row<&S::contains, -1, &tr::contains>(&N::contains, sc::contains, "(key, /)",
                                         "Return bool(key in self)."),
    row<&S::truth, -1, &tr::truth>(&N::bool_, sc::truth, "()", "True if self else False"),
    unary_row<&S::await, &N::await>("Return an iterator to be used in await expression."),
    unary_row<&S::async_iter, &N::aiter>("Return an awaitable, that resolves in asynchronous "
                                         "iterator."),
    unary_row<&S::async_next, &N::anext>("Return a value or raise StopAsyncIteration."),
    number_row<UnaryOp::kNegative, &N::neg>("-self"),
    number_row<UnaryOp::kPositive, &N::pos>("+self"),
    number_row<UnaryOp::kAbsolute, &N::abs>("abs(self)"),
    number_row<UnaryOp::kInvert, &N::invert>("~self"),
    number_row<UnaryOp::kInt, &N::int_>("int(self)"),
    number_row<UnaryOp::kFloat, &N::float_>("float(self)"),
    number_row<UnaryOp::kIndex, &N::index>("Return self converted to an integer, if self is "
                                           "suitable for use as an index into a list."),
    GILT_BINARY(kAdd, add, "+"),
    GILT_BINARY(kSubtract, sub, "-"),
    GILT_BINARY(kMultiply, mul, "*"),
    GILT_BINARY(kMatrixMultiply, matmul, "@"),
    GILT_BINARY(kTrueDivide, truediv, "/"),
    GILT_BINARY(kFloorDivide, floordiv, "//"),
    GILT_BINARY(kRemainder, mod, "%"),
    GILT_BINARY(kLshift, lshift, "<<"),
    GILT_BINARY(kRshift, rshift, ">>"),
    GILT_BINARY(kDivmod, divmod, " divmod "),
    binary_row<BinaryOp::kAnd, &N::and_, &N::rand, true>("Return self&value."),
    binary_row<BinaryOp::kAnd, &N::and_, &N::rand, false>("Return value&self."),
    binary_row<BinaryOp::kOr, &N::or_, &N::ror, true>("Return self|value."),
    binary_row<BinaryOp::kOr, &N::or_, &N::ror, false>("Return value|self."),
    binary_row<BinaryOp::kXor, &N::xor_, &N::rxor, true>("Return self^value."),
    binary_row<BinaryOp::kXor, &N::xor_, &N::rxor, false>("Return value^self."),
    row<&S::binary, static_cast<int>(BinaryOp::kPower),
        &tr::binary<BinaryOp::kPower, &N::pow, &N::rpow>>(
        &N::pow, sc::power, "(value, mod=None, /)", "Return pow(self, value, mod)."),
    row<&S::binary, static_cast<int>(BinaryOp::kPower),
        &tr::binary<BinaryOp::kPower, &N::pow, &N::rpow>>(
        &N::rpow, sc::reflected_power, "(value, mod=None, /)", "Return pow(value, self, mod)."),
    row<&S::power, -1, &tr::power>(&N::pow, nullptr, "", ""),
    in_place_row<BinaryOp::kAdd, &N::iadd>("Return self+=value."),
    in_place_row<BinaryOp::kSubtract, &N::isub>("Return self-=value."),
    in_place_row<BinaryOp::kMultiply, &N::imul>("Return self*=value."),
    in_place_row<BinaryOp::kMatrixMultiply, &N::imatmul>("Return self@=value."),
    in_place_row<BinaryOp::kTrueDivide, &N::itruediv>("Return self/=value."),
    in_place_row<BinaryOp::kFloorDivide, &N::ifloordiv>("Return self//=value."),
    in_place_row<BinaryOp::kRemainder, &N::imod>("Return self%=value."),
    in_place_row<BinaryOp::kPower, &N::ipow>("Return self**=value."),
    in_place_row<BinaryOp::kLshift, &N::ilshift>("Return self<<=value."),
    in_place_row<BinaryOp::kRshift, &N::irshift>("Return self>>=value."),
    in_place_row<BinaryOp::kAnd, &N::iand>("Return self&=value."),
    in_place_row<BinaryOp::kOr, &N::ior>("Return self|=value."),
    in_place_row<BinaryOp::kXor, &N::ixor>("Return self^=value."),
};
#undef GILT_BINARY

// The class whose slot a value found in a namespace stands for, when it is native; null: it is
// Python's.
Type* native_owner(Thread& t, const SlotRow& row, Value found) {
  Type* kind = type_of(t, found);
  if (kind == types(t).slot_wrapper) {
    auto* wrapper = found.as<SlotWrapper>();
    return wrapper->row->copy == row.copy ? wrapper->owner : nullptr;
  }
  if (kind == types(t).method_descriptor) {
    Type* owner = found.as<NativeFunction>()->owner;
    return owner != nullptr && row.present(owner->slots) ? owner : nullptr;
  }
  return nullptr;
}

// Rows [first, end) are about one slot.
void update_slot(Thread& t, Type& type, const SlotRow* first, const SlotRow* end) {
  Type* native = nullptr;
  bool python = false;
  bool none_hash = false;
  for (const SlotRow* row = first; row != end; row++) {
    Ref found = type_lookup_uncached(t, &type, names(t).*row->name);
    if (!found) {
      clear_if(t, Exc::kBaseException);
      continue;
    }
    if (row->name == &Names::hash && found.get().is_none()) {
      none_hash = true;
    } else if (Type* owner = native_owner(t, *row, found)) {
      if (native != nullptr && !row->same(native->slots, owner->slots)) python = true;
      native = owner;
    } else if (type_of(t, found) != types(t).slot_wrapper || row->call != nullptr) {
      python = true;
    } else if (row->present(type.base->slots)) {
      native = type.base;
    }
  }
  if (python) {
    first->install(type.slots);
  } else if (none_hash) {
    type.slots.hash = unhashable;
  } else if (native != nullptr) {
    first->copy(type.slots, native->slots);
  } else {
    first->clear(type.slots);
  }
}

void update_construct(Thread& t, Type& type) {
  Ref found = type_lookup_uncached(t, &type, names(t).new_);
  if (found && is_construct_function(found)) {
    auto* owner = found.as<NativeFunction>()->self.as<Type>();
    // Of several built-in bases the one whose layout is extended makes the instances.
    type.slots.construct = owner->slots.construct.get();
    if (owner == types(t).object && type.base != nullptr) {
      type.slots.construct = type.base->slots.construct.get();
    }
    return;
  }
  type.slots.construct = trampolines::construct;
}

}  // namespace

std::span<const SlotRow> slot_rows() { return kRows; }

Hash unhashable(Thread& t, Value v) {
  return raise(t, Exc::kTypeError, fmt::format("unhashable type: '{}'", type_name(t, v)));
}

void update_slots(Thread& t, Type& type) {
  const SlotRow* row = std::begin(kRows);
  while (row != std::end(kRows)) {
    const SlotRow* end = row + 1;
    while (end != std::end(kRows) && end->copy == row->copy) end++;
    update_slot(t, type, row, end);
    row = end;
  }
  update_construct(t, type);
  uint32_t flags = type.flags_bits.load(std::memory_order_relaxed);
  auto set = [&](uint32_t flag, bool on) { flags = on ? flags | flag : flags & ~flag; };
  set(Type::kGenericAttributes, type.slots.get_attribute.get() == generic_get_attr);
  set(Type::kGenericConstruct,
      type.slots.construct.get() == types(t).object->slots.construct.get());
  Ref finalizer = type_lookup_uncached(t, &type, names(t).del);
  set(Type::kHasFinalizer, static_cast<bool>(finalizer));
  type.flags_bits.store(flags, std::memory_order_relaxed);
}

}  // namespace gilt
