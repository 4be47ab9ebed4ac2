// The method resolution order: C3 linearisation, and the checks on bases.
// Source: CPython 3.14 Objects/typeobject.c (mro_implementation, best_base);
// Barrett et al., "A Monotonic Superclass Linearization for Dylan", OOPSLA 1996.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "vm/operations.h"
#include "vm/types/class_layout.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

using Line = std::vector<Value>;

std::string name_of(Value type) { return std::string(str_view(type.as<Type>()->name.load())); }

bool in_tail(const Line& line, size_t head, Value candidate) {
  return head < line.size() && std::find(line.begin() + static_cast<ptrdiff_t>(head) + 1,
                                         line.end(), candidate) != line.end();
}

bool check_duplicates(Thread& t, TupleObject* bases) {
  for (size_t i = 0; i < bases->size; i++) {
    for (size_t j = 0; j < i; j++) {
      if (bases->items()[i] != bases->items()[j]) continue;
      return raise(t, Exc::kTypeError,
                   fmt::format("duplicate base class {}", name_of(bases->items()[i])));
    }
  }
  return true;
}

Failed raise_inconsistent(Thread& t, const std::vector<Line>& lines,
                          const std::vector<size_t>& heads) {
  std::vector<Value> left;
  for (size_t i = 0; i < lines.size(); i++) {
    if (heads[i] == lines[i].size()) continue;
    Value head = lines[i][heads[i]];
    if (std::find(left.begin(), left.end(), head) == left.end()) left.push_back(head);
  }
  std::string names;
  for (Value v : left) names += (names.empty() ? "" : ", ") + name_of(v);
  return raise(
      t, Exc::kTypeError,
      fmt::format("Cannot create a consistent method resolution order (MRO) for bases {}", names));
}

}  // namespace

bool Type::is_subtype_of(const Type* other) const {
  if (this == other) return true;
  Value order = mro.load();
  if (!order) {  // not ready yet: the layout's bases are all there is
    for (const Type* type = base; type != nullptr; type = type->base) {
      if (type == other) return true;
    }
    return false;
  }
  // An MRO that assignment to __bases__ replaces is kept, so no count is needed.
  for (Value type : order.as<TupleObject>()->items()) {
    if (type == Value::from(other)) return true;
  }
  return false;
}

Ref compute_mro(Thread& t, Type& type, TupleObject* bases, std::span<const NewOrder> fresh) {
  if (!check_duplicates(t, bases)) return Ref();
  std::vector<Line> lines;
  for (Value base : bases->items()) {
    Value order = base.as<Type>()->mro.load();
    for (const NewOrder& known : fresh) {
      if (known.type == base.as<Type>()) order = known.mro;
    }
    auto items = order.as<TupleObject>()->items();
    lines.emplace_back(items.begin(), items.end());
  }
  lines.emplace_back(bases->items().begin(), bases->items().end());
  std::vector<size_t> heads(lines.size(), 0);
  Line result = {Value::from(&type)};
  while (true) {
    bool left = false;
    Value next;
    for (size_t i = 0; i < lines.size() && !next; i++) {
      if (heads[i] == lines[i].size()) continue;
      left = true;
      Value candidate = lines[i][heads[i]];
      bool later = false;
      for (size_t j = 0; j < lines.size() && !later; j++) {
        later = in_tail(lines[j], heads[j], candidate);
      }
      if (!later) next = candidate;
    }
    if (!left) break;
    if (!next) return raise_inconsistent(t, lines, heads);
    result.push_back(next);
    for (size_t i = 0; i < lines.size(); i++) {
      if (heads[i] < lines[i].size() && lines[i][heads[i]] == next) heads[i]++;
    }
  }
  return make_tuple(t, std::span<const Value>(result));
}

Type* best_base(Thread& t, TupleObject* bases) {
  Type* base = nullptr;
  Type* winner = nullptr;
  for (Value v : bases->items()) {
    if (!is_instance_of(t, v, Type::kType)) return raise(t, Exc::kTypeError, "bases must be types");
    Type* candidate_base = v.as<Type>();
    if (!candidate_base->has(Type::kSubclassable)) {
      return raise(t, Exc::kTypeError,
                   fmt::format("type '{}' is not an acceptable base type", name_of(v)));
    }
    Type* candidate = solid_base(candidate_base);
    if (winner == nullptr || (winner != candidate && candidate->is_subtype_of(winner))) {
      winner = candidate;
      base = candidate_base;
    } else if (!winner->is_subtype_of(candidate)) {
      return raise(t, Exc::kTypeError, "multiple bases have instance lay-out conflict");
    }
  }
  return base;
}

Type* solid_base(Type* type) {
  for (; type->base != nullptr; type = type->base) {
    uint32_t own = type->instance_size;
    bool adds_attributes = type->attributes_offset != 0 && type->base->attributes_offset == 0;
    if (type->has(Type::kHeap) && adds_attributes) own -= sizeof(AttributeStorage);
    if (own != aligned_size(type->base->instance_size) && own != type->base->instance_size) {
      return type;
    }
  }
  return type;
}

}  // namespace gilt
