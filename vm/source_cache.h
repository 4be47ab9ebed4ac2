// SourceCache: the source lines that tracebacks show. Sources without a file ("<string>",
// "<stdin>") are added when they are compiled; files are read when a line is first asked for.
//
// Thread-safety: all methods, by any thread.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace gilt {

class SourceCache {
 public:
  void add(std::string_view filename, std::string_view source);

  // Lines first to last (from 1) without the blanks at their ends; shorter when the source is.
  // Invalid UTF-8 is replaced.
  std::vector<std::string> lines(std::string_view filename, int first, int last);

 private:
  using Lines = std::vector<std::string>;
  std::mutex mutex_;
  std::map<std::string, Lines, std::less<>> files_;  // under mutex_; no lines: not readable
};

}  // namespace gilt
