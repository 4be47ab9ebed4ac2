// How the passes behind the parser give up: thrown inside the compiler, caught by compile().
#pragma once

#include <string>

#include "bytecode/compiler/ast.h"

namespace gilt::compiler {

struct SyntaxFailure {
  std::string message;
  ast::Location location;
  const char* type = "SyntaxError";
};

template <class Where>
[[noreturn]] void fail(const Where* where, std::string message) {
  throw SyntaxFailure{std::move(message), static_cast<const ast::Location&>(*where)};
}

// Counts the depth of recursive visitors (a tree can be some thousand levels deep).
class DepthGuard {
 public:
  static constexpr int kLimit = 8000;
  DepthGuard(int& depth, const ast::Location& where) : depth_(depth) {
    if (++depth_ > kLimit) {
      --depth_;
      throw SyntaxFailure{"maximum recursion depth exceeded during compilation", where,
                          "RecursionError"};
    }
  }
  ~DepthGuard() { --depth_; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;

 private:
  int& depth_;
};

}  // namespace gilt::compiler
