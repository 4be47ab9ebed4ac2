// Which layer includes which: the rule of docs/architecture.md, held against the tree.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace gilt {
namespace {

namespace fs = std::filesystem;

// Layer -> the layers whose headers it may name, itself included.
const std::map<std::string, std::set<std::string>> kMayInclude = {
    {"base", {"base"}},
    {"bytecode", {"bytecode", "base"}},
    {"bytecode/compiler", {"bytecode/compiler", "bytecode", "base"}},
    {"gil", {"gil", "base"}},
    {"vm", {"vm", "gil", "bytecode", "base"}},
    {"lab", {"lab", "vm", "gil", "bytecode", "base"}},
};

// The layer a root-relative path belongs to; empty for headers that are not ours.
std::string layer_of(const std::string& path) {
  if (path.starts_with("bytecode/compiler/")) return "bytecode/compiler";
  size_t slash = path.find('/');
  std::string top = slash == std::string::npos ? "" : path.substr(0, slash);
  return top == "cli" || top == "lab" || kMayInclude.contains(top) ? top : "";
}

TEST(Layers, IncludeOnlyWhatTheyMay) {
  const fs::path root = GILT_SOURCE_DIR;
  int files = 0;
  for (const auto& [top, allowed] : kMayInclude) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / top)) {
      std::string extension = entry.path().extension().string();
      if (extension != ".h" && extension != ".cpp" && extension != ".def") continue;
      std::string name = fs::relative(entry.path(), root).string();
      if (layer_of(name) != top) continue;  // a layer inside a layer has its own turn
      ++files;
      std::ifstream source(entry.path());
      for (std::string line; std::getline(source, line);) {
        if (!line.starts_with("#include \"")) continue;
        std::string header = line.substr(10, line.find('"', 10) - 10);
        std::string layer = layer_of(header);
        EXPECT_TRUE(layer.empty() || allowed.contains(layer)) << name << " includes " << header;
      }
    }
  }
  EXPECT_GT(files, 20);
}

// What the model tests (tests/model) shall see goes through gil/atomic.h.
TEST(Layers, ThreadsOfTheGilLayerShareOnlyAtomicsWithAName) {
  const std::set<std::string> own = {"atomic.h", "host.h", "os_host.cpp", "signals.h",
                                     "signals.cpp"};
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(GILT_SOURCE_DIR) / "gil")) {
    if (own.contains(entry.path().filename().string())) continue;
    std::ifstream source(entry.path());
    for (std::string line; std::getline(source, line);) {
      for (const char* word : {"std::atomic<", "std::atomic_", "std::mutex", "std::shared_mutex"}) {
        EXPECT_EQ(line.find(word), std::string::npos) << entry.path() << ": " << line;
      }
    }
  }
}

}  // namespace
}  // namespace gilt
