#include "lab/surroundings.h"

#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace gilt::lab {
namespace {

std::vector<std::string> environment() {
  std::vector<std::string> entries;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    entries.emplace_back(*entry);
  }
  return entries;
}

std::string current_directory() {
  std::error_code error;
  return std::filesystem::current_path(error).string();
}

}  // namespace

Surroundings::Surroundings() : directory_(current_directory()), environment_(environment()) {}

void Surroundings::restore() const {
  std::error_code error;
  if (!directory_.empty() && current_directory() != directory_) {
    std::filesystem::current_path(directory_, error);
  }
  if (environment() == environment_) return;
  clearenv();
  for (const std::string& entry : environment_) {
    const size_t equals = entry.find('=');
    if (equals == entry.npos) continue;
    setenv(entry.substr(0, equals).c_str(), entry.substr(equals + 1).c_str(), 1);
  }
}

}  // namespace gilt::lab
