#include "cli/source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace gilt::cli {
namespace {

int cannot_open(const std::string& path, int error) {
  fmt::print(stderr, "gilt: can't open file '{}': [Errno {}] {}\n", path, error, strerror(error));
  return kStatusUsage;
}

// 0, or errno.
int read_all(int fd, std::string* out) {
  char buffer[1 << 16];
  while (true) {
    ssize_t n = read(fd, buffer, sizeof buffer);
    if (n == 0) return 0;
    if (n > 0) out->append(buffer, static_cast<size_t>(n));
    if (n < 0 && errno != EINTR) return errno;
  }
}

std::string absolute(const std::string& path) {
  std::error_code error;
  std::filesystem::path result = std::filesystem::absolute(path, error);
  return error ? path : result.lexically_normal().string();
}

// The script's directory with symbolic links followed, as CPython puts it on sys.path.
std::string directory_of(const std::string& path) {
  char real[PATH_MAX];
  std::filesystem::path resolved = realpath(path.c_str(), real) != nullptr ? real : path;
  return resolved.parent_path().string();
}

std::optional<int> read_script(const std::string& script, Source* source) {
  std::string path = absolute(script);
  struct stat info;
  if (stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
    std::string main = (std::filesystem::path(path) / "__main__.py").string();
    if (access(main.c_str(), F_OK) != 0) {
      fmt::print(stderr, "gilt: can't find '__main__' module in '{}'\n", script);
      return kStatusError;
    }
    path = main;
  }
  if (auto status = read_file(path, &source->text)) return status;
  source->filename = path;
  source->directory = directory_of(path);
  return std::nullopt;
}

}  // namespace

std::optional<int> read_file(const std::string& path, std::string* text) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return cannot_open(path, errno);
  int error = read_all(fd, text);
  close(fd);
  if (error != 0) return cannot_open(path, error);
  return std::nullopt;
}

std::optional<int> read_source(const Options& options, Source* source) {
  switch (options.source) {
    case SourceKind::kFile:
      return read_script(options.script, source);
    case SourceKind::kCode:
      source->text = options.script + "\n";
      source->filename = "<string>";
      return std::nullopt;
    case SourceKind::kStandardInput:
      source->filename = "<stdin>";
      if (int error = read_all(STDIN_FILENO, &source->text)) return cannot_open("<stdin>", error);
      return std::nullopt;
    case SourceKind::kPrompt:
      source->filename = "<stdin>";
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace gilt::cli
