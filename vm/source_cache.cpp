#include "vm/source_cache.h"

#include <sys/stat.h>

#include <cstdio>

#include "base/utf8.h"

namespace gilt {

namespace {

constexpr long kMaxFileSize = 64 << 20;

std::string read_file(const std::string& name) {
  struct stat info;
  if (stat(name.c_str(), &info) != 0 || !S_ISREG(info.st_mode) || info.st_size > kMaxFileSize)
    return {};
  std::FILE* file = std::fopen(name.c_str(), "rb");
  if (file == nullptr) return {};
  std::string text;
  char buffer[1 << 14];
  while (size_t n = std::fread(buffer, 1, sizeof buffer, file)) text.append(buffer, n);
  std::fclose(file);
  return text;
}

std::string valid_utf8(std::string line) {
  for (size_t from = 0;;) {
    Utf8Error error = check_utf8(line, from);
    if (!error.found) return line;
    line.replace(error.start, error.end - error.start, "\xEF\xBF\xBD");
    from = error.start + 3;
  }
}

std::vector<std::string> split_lines(std::string_view source) {
  if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);
  std::vector<std::string> lines;
  while (!source.empty()) {
    size_t end = source.find_first_of("\r\n");
    std::string_view line = source.substr(0, end);
    size_t content = line.find_last_not_of(" \t\f\v");
    lines.push_back(
        valid_utf8(std::string(line.substr(0, content == line.npos ? 0 : content + 1))));
    if (end == source.npos) break;
    bool crlf = source[end] == '\r' && end + 1 < source.size() && source[end + 1] == '\n';
    source.remove_prefix(end + (crlf ? 2 : 1));
  }
  return lines;
}

}  // namespace

void SourceCache::add(std::string_view filename, std::string_view source) {
  Lines lines = split_lines(source);
  std::lock_guard guard(mutex_);
  files_.insert_or_assign(std::string(filename), std::move(lines));
}

std::vector<std::string> SourceCache::lines(std::string_view filename, int first, int last) {
  std::lock_guard guard(mutex_);
  auto found = files_.find(filename);
  if (found == files_.end()) {
    std::string name(filename);
    found = files_.emplace(name, split_lines(read_file(name))).first;
  }
  const Lines& all = found->second;
  std::vector<std::string> result;
  for (int i = first; i <= last && i <= static_cast<int>(all.size()); ++i) {
    if (i >= 1) result.push_back(all[static_cast<size_t>(i - 1)]);
  }
  return result;
}

}  // namespace gilt
