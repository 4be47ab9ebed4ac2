// gilt_bench: how fast gilt is next to another Python, measured side by side in one run.
//
//   gilt_bench --gilt build/gilt [--peer python3]... [--rounds N] [--gilt-args "..."]
//   [benchmark...]
//
// A benchmark is a script in bench/scripts that does its work and prints the seconds it took.
// The programs take turns, round by round, and the best time of each counts, so that a busy
// machine disturbs all of them alike. What is printed are ratios: 2.00 means gilt took half the
// peer's time. After that, gilt against itself: threads against one after the other.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/expectation.h"
#include "tests/support/subprocess.h"

namespace gilt::test {
namespace {

namespace fs = std::filesystem;

struct Contender {
  std::string name;
  std::vector<std::string> command;
};

struct Settings {
  std::string gilt = "build/gilt";
  std::vector<std::string> peers;
  std::vector<std::string> gilt_args;
  std::vector<std::string> benchmarks;
  int rounds = 5;
};

// The seconds that a benchmark says it took; nothing when it failed (and why, on standard error).
std::optional<double> measure(const Contender& contender, const fs::path& script,
                              const std::vector<std::string>& args = {}) {
  std::vector<std::string> argv = contender.command;
  argv.push_back(script.string());
  argv.insert(argv.end(), args.begin(), args.end());
  RunOptions options;
  options.timeout = 300;
  RunResult got = run(argv, options);
  char* end = nullptr;
  double seconds = std::strtod(got.out.c_str(), &end);
  if (got.status == 0 && end != got.out.c_str()) return seconds;
  fmt::print(stderr, "{}: exit status {}\n{}", command_line(argv), got.status, got.err);
  return std::nullopt;
}

// Best time of each contender, taking turns; infinity where one failed.
std::vector<double> best_times(const std::vector<Contender>& contenders, const fs::path& script,
                               int rounds, const std::vector<std::string>& args = {}) {
  std::vector<double> best(contenders.size(), std::numeric_limits<double>::infinity());
  for (int round = 0; round < rounds; ++round) {
    for (size_t i = 0; i < contenders.size(); ++i) {
      std::optional<double> seconds = measure(contenders[i], script, args);
      if (!seconds) return best;
      best[i] = std::min(best[i], *seconds);
    }
  }
  return best;
}

std::string ratio(double numerator, double denominator) {
  double value = numerator / denominator;
  return value > 0 && value < std::numeric_limits<double>::infinity() ? fmt::format("{:.2f}", value)
                                                                      : "failed";
}

std::vector<std::string> all_benchmarks() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(GILT_BENCH_SCRIPTS)) {
    std::string name = entry.path().stem().string();
    if (entry.path().extension() == ".py" && !name.starts_with("threads_")) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

fs::path script_of(const std::string& name) {
  return fs::path(GILT_BENCH_SCRIPTS) / (name + ".py");
}

std::string version_of(const std::string& peer) {
  RunResult got = run({peer, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"});
  return got.status == 0 ? trimmed(got.out) : "";
}

// gilt against the peers: a row a benchmark, a column a peer, for both locks.
void compare_with_peers(const Settings& settings) {
  std::vector<Contender> contenders;
  for (const char* gil : {"on", "off"}) {
    std::vector<std::string> command = {settings.gilt, "--gil", gil};
    command.insert(command.end(), settings.gilt_args.begin(), settings.gilt_args.end());
    contenders.push_back({std::string("GIL ") + gil, command});
  }
  for (const std::string& peer : settings.peers) {
    contenders.push_back({"python " + version_of(peer), {peer}});
  }
  if (settings.peers.empty()) {
    fmt::print("no python3 on the PATH and no --peer named: gilt is compared with itself only\n");
    return;
  }
  fmt::print("How many times as fast as the peer (more than 1.00: gilt is faster)\n\n{:<22}", "");
  for (size_t i = 2; i < contenders.size(); ++i) {
    fmt::print(" {:>22}", contenders[i].name + ": GIL on / off");
  }
  fmt::print("\n");
  for (const std::string& name : settings.benchmarks) {
    if (name.starts_with("threads_")) continue;
    std::vector<double> best = best_times(contenders, script_of(name), settings.rounds);
    fmt::print("{:<22}", name);
    for (size_t i = 2; i < best.size(); ++i) {
      fmt::print(" {:>22}", ratio(best[i], best[0]) + " / " + ratio(best[i], best[1]));
    }
    fmt::print("\n");
    std::fflush(stdout);
  }
}

// gilt against itself: two threads against the same work one after the other, and sleepers.
void compare_threads(const Settings& settings) {
  fmt::print("\nThreads against one after the other (the same gilt, the same work)\n\n");
  for (const char* gil : {"on", "off"}) {
    Contender gilt{gil, {settings.gilt, "--gil", gil}};
    // Sequential and threaded runs of the same work take turns inside the script.
    std::vector<double> speedup(1, 0);
    for (int round = 0; round < settings.rounds; ++round) {
      if (auto seen = measure(gilt, script_of("threads_cpu")))
        speedup[0] = std::max(speedup[0], *seen);
    }
    fmt::print("{:<46} {:.2f} times as fast\n", fmt::format("two CPU-bound threads, GIL {}", gil),
               speedup[0]);
  }
  // Each part is measured in a process of its own: what one shares must not slow down the next.
  for (const char* part : {"allocation", "attributes", "method_calls", "lists", "dicts",
                           "shared_function", "shared_class", "shared_globals", "shared_config"}) {
    Contender gilt{"off", {settings.gilt, "--gil", "off"}};
    if (auto seen = measure(gilt, script_of("threads_scaling"), {part})) {
      fmt::print("{:<46} {:.2f} of one thread's throughput\n",
                 fmt::format("two threads, {}, GIL off", part), *seen);
    }
  }
  Contender gilt{"on", {settings.gilt, "--gil", "on"}};
  if (auto seen = measure(gilt, script_of("threads_sleep"))) {
    fmt::print("{:<46} {:.2f} of the longest sleep\n",
               "three sleeping threads (1, 0.5, 0.3), GIL on", *seen);
  }
}

int run_all(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    std::string arg = argv[i];
    bool has_value = i + 1 < argc;
    if (arg == "--gilt" && has_value)
      settings.gilt = argv[++i];
    else if (arg == "--peer" && has_value)
      settings.peers.push_back(argv[++i]);
    else if (arg == "--rounds" && has_value)
      settings.rounds = std::max(1, std::atoi(argv[++i]));
    else if (arg == "--gilt-args" && has_value)
      settings.gilt_args = split_words(argv[++i]);
    else if (!arg.starts_with("-") && fs::exists(script_of(arg)))
      settings.benchmarks.push_back(arg);
    else {
      fmt::print(stderr, "gilt_bench: unknown option or benchmark: {}\nbenchmarks:", arg);
      for (const std::string& name : all_benchmarks()) fmt::print(stderr, " {}", name);
      fmt::print(stderr, " threads_cpu threads_scaling threads_sleep\n");
      return 2;
    }
  }
  bool everything = settings.benchmarks.empty();
  if (everything) settings.benchmarks = all_benchmarks();
  if (settings.peers.empty() && !version_of("python3").empty()) settings.peers = {"python3"};
  compare_with_peers(settings);
  bool threads = std::any_of(settings.benchmarks.begin(), settings.benchmarks.end(),
                             [](const std::string& name) { return name.starts_with("threads_"); });
  if (everything || threads) compare_threads(settings);
  return 0;
}

}  // namespace
}  // namespace gilt::test

int main(int argc, char** argv) { return gilt::test::run_all(argc, argv); }
