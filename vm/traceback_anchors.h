// Where the ^ under a line of a traceback go: which part of an expression stands out among the ~.
// For `a + b` it is the operator, for `a[b]` and `f(x)` the brackets with what is in them.
//
// This looks at the text of the failing expression only; it needs no parser, since the compiler has
// accepted the text before. Thread-safety: pure functions. Source: PEP 657, Lib/traceback.py
// of 3.14.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace gilt {

enum class ExpressionKind { kOther, kBinary, kSubscript, kCall };

struct Anchors {
  ExpressionKind kind;
  bool called_by_name = false;  // kCall: what is called is a plain name
  // Line (from 0) and column (code points) of the part that stands out: from the start to the end.
  size_t start_line, start_column;
  size_t end_line, end_column;
};

// The anchors of an expression; none if it is no operation, subscript or call at the top.
std::optional<Anchors> find_anchors(const std::vector<std::u32string>& segment);

// Is a call that stands behind `before` and in front of `after` (of its lines) the whole value of
// an assignment, or, called by name, of a return? Then carets would say nothing.
bool is_whole_statement(const std::u32string& before, const std::u32string& after,
                        const Anchors& call);

}  // namespace gilt
