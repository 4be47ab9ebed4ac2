#include "bytecode/compiler/unit.h"

#include <algorithm>
#include <cstring>

namespace gilt::compiler {
namespace {

void append_bits(std::string& key, double value) {
  char bits[sizeof value];
  std::memcpy(bits, &value, sizeof value);
  key.append(bits, sizeof bits);
}

void append_items(std::string& key, const std::vector<Constant>& items) {
  key += std::to_string(items.size()) + ":";
  for (const Constant& item : items) key += constant_key(item);
}

}  // namespace

std::string constant_key(const Constant& c) {
  std::string key(1, static_cast<char>('A' + c.value.index()));
  if (auto* b = c.as<bool>()) key += *b ? '1' : '0';
  if (auto* i = c.as<int64_t>()) key += std::to_string(*i) + ';';
  if (auto* i = c.as<BigIntConstant>()) key += i->hex + ';';
  if (auto* d = c.as<double>()) append_bits(key, *d);
  if (auto* z = c.as<std::complex<double>>()) {
    append_bits(key, z->real());
    append_bits(key, z->imag());
  }
  if (auto* s = c.as<std::string>()) key += std::to_string(s->size()) + ':' + *s;
  if (auto* b = c.as<BytesConstant>()) key += std::to_string(b->data.size()) + ':' + b->data;
  if (auto* t = c.as<TupleConstant>()) append_items(key, t->items);
  if (auto* f = c.as<FrozenSetConstant>()) {
    std::vector<std::string> keys;
    for (const Constant& item : f->items) keys.push_back(constant_key(item));
    std::sort(keys.begin(), keys.end());
    key += std::to_string(keys.size()) + ":";
    for (const std::string& k : keys) key += k;
  }
  if (auto* s = c.as<SliceConstant>()) append_items(key, s->parts);
  if (auto* code = c.as<std::shared_ptr<const Code>>()) {
    key += std::to_string(reinterpret_cast<uintptr_t>(code->get())) + ';';
  }
  return key;
}

int ConstTable::add(Constant value) {
  auto [it, fresh] = index_.try_emplace(constant_key(value), size());
  if (fresh) values_.push_back(std::move(value));
  return it->second;
}

}  // namespace gilt::compiler
