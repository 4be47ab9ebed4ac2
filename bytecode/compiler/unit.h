// Unit: what the code generator collects for one code object besides its instructions: constants,
// names and the variables of its frame. Used by one compile() at a time.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/code.h"

namespace gilt::compiler {

// An ordered set of strings with the index of each.
class NameTable {
 public:
  int add(const std::string& name) {
    auto [it, fresh] = index_.try_emplace(name, static_cast<int>(names_.size()));
    if (fresh) names_.push_back(name);
    return it->second;
  }
  int find(const std::string& name) const {
    auto it = index_.find(name);
    return it == index_.end() ? -1 : it->second;
  }
  int size() const { return static_cast<int>(names_.size()); }
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
  std::map<std::string, int, std::less<>> index_;
};

// The constants of a unit, each once: equal in type and value (1, 1.0 and True differ, so do 0.0
// and -0.0).
class ConstTable {
 public:
  int add(Constant value);
  const Constant& at(int index) const { return values_[index]; }
  int size() const { return static_cast<int>(values_.size()); }
  std::vector<Constant>& values() { return values_; }

 private:
  std::vector<Constant> values_;
  std::map<std::string, int, std::less<>> index_;
};

// A text that is the same for two constants exactly when they may share a slot.
std::string constant_key(const Constant& value);

struct Unit {
  ConstTable consts;
  NameTable names;
  NameTable varnames, cellvars, freevars;
  std::vector<std::string> hidden;  // fast locals that locals() does not show
  int argcount = 0, posonlyargcount = 0, kwonlyargcount = 0;
  int param_count = 0;  // with *args and **kwargs
  uint32_t flags = 0;
  int first_line = 1;
  std::string name, qualname, filename;
};

}  // namespace gilt::compiler
