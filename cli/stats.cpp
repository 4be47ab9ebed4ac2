#include "cli/stats.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gil/domain.h"
#include "gil/stop_the_world.h"
#include "vm/runtime.h"
#include "vm/uncaught.h"
#include "vm/variable_names.h"

namespace gilt::cli {
namespace {

using gil::ThreadRecord;
using gil::ThreadStats;

enum class Unit { kCount, kTime };
enum class Part { kGil, kCounts, kLost };

// One line of the table and one key of the JSON objects. `total` is how threads add up.
struct Row {
  const char* key;
  const char* label;
  Part part;
  Unit unit;
  uint64_t (*get)(const ThreadStats&);
};

constexpr Row kRows[] = {
    {"gil_acquisitions", "GIL acquisitions", Part::kGil, Unit::kCount,
     [](const ThreadStats& s) { return s.gil_acquisitions; }},
    {"gil_waits", "  that had to wait", Part::kGil, Unit::kCount,
     [](const ThreadStats& s) { return s.gil_waits; }},
    {"gil_drop_requests", "drop requests made", Part::kGil, Unit::kCount,
     [](const ThreadStats& s) { return s.gil_drop_requests; }},
    {"gil_forced_drops", "forced drops", Part::kGil, Unit::kCount,
     [](const ThreadStats& s) { return s.gil_forced_drops; }},
    {"gil_wait_ns", "time waiting", Part::kGil, Unit::kTime,
     [](const ThreadStats& s) { return static_cast<uint64_t>(s.gil_wait_time); }},
    {"gil_longest_wait_ns", "  longest wait", Part::kGil, Unit::kTime,
     [](const ThreadStats& s) { return static_cast<uint64_t>(s.gil_longest_wait); }},
    {"gil_hold_ns", "time holding", Part::kGil, Unit::kTime,
     [](const ThreadStats& s) { return static_cast<uint64_t>(s.gil_hold_time); }},
    {"gil_longest_hold_ns", "  longest hold", Part::kGil, Unit::kTime,
     [](const ThreadStats& s) { return static_cast<uint64_t>(s.gil_longest_hold); }},
    {"lock_waits", "waits for locks", Part::kCounts, Unit::kCount,
     [](const ThreadStats& s) { return s.lock_waits; }},
    {"bias_revocations", "locks taken over", Part::kCounts, Unit::kCount,
     [](const ThreadStats& s) { return s.bias_revocations; }},
    {"polls", "polls", Part::kCounts, Unit::kCount, [](const ThreadStats& s) { return s.polls; }},
    {"count_operations", "count operations", Part::kCounts, Unit::kCount,
     [](const ThreadStats& s) { return s.count_ops; }},
    {"count_atomics", "  of which atomic", Part::kCounts, Unit::kCount,
     [](const ThreadStats& s) { return s.count_atomics; }},
    {"count_merges", "  counts merged", Part::kCounts, Unit::kCount,
     [](const ThreadStats& s) { return s.count_merges; }},
    {"count_queued", "  handed to owner", Part::kCounts, Unit::kCount,
     [](const ThreadStats& s) { return s.count_queued; }},
    {"count_lost_increments", "  increments lost", Part::kLost, Unit::kCount,
     [](const ThreadStats& s) { return s.lost_increfs; }},
    {"count_lost_decrements", "  decrements lost", Part::kLost, Unit::kCount,
     [](const ThreadStats& s) { return s.lost_decrefs; }},
};

// 1234567 as 1,234,567.
std::string grouped(uint64_t n) {
  std::string digits = std::to_string(n);
  for (size_t i = digits.size(); i > 3;) digits.insert(i -= 3, ",");
  return digits;
}

std::string cell(const Row& row, const ThreadStats& stats) {
  uint64_t value = row.get(stats);
  if (row.unit == Unit::kCount) return grouped(value);
  return fmt::format("{:.3f} s", static_cast<double>(value) * 1e-9);
}

std::string thread_label(const ThreadRecord& record) {
  if (record.id == gil::kFirstThreadId) return "main";
  if (record.id == ThreadRecord::kOthers) return "others";
  return fmt::format("thread {}", record.id - gil::kFirstThreadId);
}

// What the longest of several is: the table's sum would not mean anything.
ThreadStats total_of(const std::vector<ThreadRecord>& records) {
  ThreadStats total;
  for (const ThreadRecord& record : records) total.add(record.stats);
  return total;
}

std::string table(bool gil_enabled, const std::vector<ThreadRecord>& records) {
  constexpr size_t kMostColumns = 8;
  std::vector<ThreadStats> columns;
  std::vector<std::string> titles;
  for (const ThreadRecord& record : records) {
    if (columns.size() == kMostColumns) break;
    columns.push_back(record.stats);
    titles.push_back(thread_label(record));
  }
  if (records.size() > 1) {
    columns.push_back(total_of(records));
    titles.push_back("all");
  }
  std::string text = fmt::format("\n{:<20}", gil_enabled ? "GIL on" : "GIL off");
  for (const std::string& title : titles) text += fmt::format("{:>15}", title);
  text += "\n";
  for (const Row& row : kRows) {
    if (row.part == Part::kGil && !gil_enabled) continue;
    if (row.part == Part::kLost && row.get(total_of(records)) == 0) continue;
    text += fmt::format("{:<20}", row.label);
    for (const ThreadStats& stats : columns) text += fmt::format("{:>15}", cell(row, stats));
    text += "\n";
  }
  if (records.size() > kMostColumns) {
    text += fmt::format("({} more threads are in \"all\"; --stats=json shows each)\n",
                        records.size() - kMostColumns);
  }
  return text;
}

// --- locks

constexpr size_t kMostLocks = 20;  // in the table

std::string seconds(uint64_t ns) { return fmt::format("{:.6f} s", static_cast<double>(ns) * 1e-9); }

// Without the directories.
std::string place_of(const LockOrigin& origin) {
  if (origin.file.empty()) return "";
  const size_t slash = origin.file.rfind('/');
  return fmt::format("{}:{}", origin.file.substr(slash == origin.file.npos ? 0 : slash + 1),
                     origin.line);
}

std::string shortened(const std::string& text, size_t width) {
  return text.size() <= width ? text : text.substr(0, width - 3) + "...";
}

std::string lock_table(const std::vector<LockLine>& locks) {
  if (locks.empty()) return "";
  std::string text =
      fmt::format("\n{:<24}{:<22}{:>13}{:>11}{:>14}{:>14}{:>14}\n", "locks", "made at", "acquired",
                  "waits", "total wait", "longest wait", "longest hold");
  size_t shown = 0;
  for (const LockLine& lock : locks) {
    if (++shown > kMostLocks) break;
    const ContentionFigures& f = lock.line.figures;
    std::string name = lock.name.empty() ? lock.line.origin.kind : lock.name;
    if (f.locks > 1) name = fmt::format("{} {}s", grouped(f.locks), lock.line.origin.kind);
    text += fmt::format("{:<24}{:<22}{:>13}{:>11}{:>14}{:>14}{:>14}\n", shortened(name, 23),
                        shortened(place_of(lock.line.origin), 21), grouped(f.acquisitions),
                        grouped(f.waits), seconds(f.wait_time), seconds(f.longest_wait),
                        seconds(f.longest_hold));
  }
  if (locks.size() > kMostLocks) {
    text += fmt::format("({} more lines of locks; --stats=json shows each)\n",
                        locks.size() - kMostLocks);
  }
  return text;
}

nlohmann::ordered_json json_of(const LockLine& lock) {
  const ContentionFigures& f = lock.line.figures;
  nlohmann::ordered_json object;
  object["name"] = lock.name;
  object["kind"] = lock.line.origin.kind;
  object["file"] = lock.line.origin.file;
  object["line"] = lock.line.origin.line;
  object["locks"] = f.locks;
  object["acquisitions"] = f.acquisitions;
  object["waits"] = f.waits;
  object["wait_ns"] = f.wait_time;
  object["longest_wait_ns"] = f.longest_wait;
  object["longest_hold_ns"] = f.longest_hold;
  return object;
}

nlohmann::ordered_json json_of(const ThreadStats& stats) {
  nlohmann::ordered_json object;
  for (const Row& row : kRows) object[row.key] = row.get(stats);
  return object;
}

std::string json(bool gil_enabled, const std::vector<ThreadRecord>& records,
                 const std::vector<LockLine>& locks) {
  nlohmann::ordered_json object;
  object["gil"] = gil_enabled;
  object["total"] = json_of(total_of(records));
  object["threads"] = nlohmann::ordered_json::array();
  for (const ThreadRecord& record : records) {
    nlohmann::ordered_json thread = json_of(record.stats);
    thread["name"] = thread_label(record);
    object["threads"].push_back(std::move(thread));
  }
  object["locks"] = nlohmann::ordered_json::array();
  for (const LockLine& lock : locks) object["locks"].push_back(json_of(lock));
  using Json = nlohmann::ordered_json;
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string report(bool gil_enabled, StatsForm form, const std::vector<ThreadRecord>& records,
                   const std::vector<LockLine>& locks) {
  if (form == StatsForm::kJson) return json(gil_enabled, records, locks);
  return table(gil_enabled, records) + lock_table(locks);
}

// The world is stopped.
std::vector<LockLine> lock_lines_now(Thread& t) {
  std::vector<LockLine> result;
  if (t.runtime.contention == nullptr) return result;
  std::vector<const Object*> objects;
  for (ContentionTable::Line& line : t.runtime.contention->lines()) {
    if (line.figures.acquisitions == 0 && line.figures.waits == 0) continue;
    if (line.lock != nullptr) objects.push_back(line.lock);
    result.push_back({std::move(line), ""});
  }
  const auto names = variable_names(t.runtime, objects, {});
  for (LockLine& lock : result) {
    auto name = names.find(lock.line.lock);
    if (name != names.end()) lock.name = name->second;
  }
  return result;
}

}  // namespace

std::vector<LockLine> lock_lines(Thread& t) {
  if (t.runtime.contention == nullptr) return {};
  gil::StoppedWorld stopped(t);
  return lock_lines_now(t);
}

std::string stats_of_others(Thread& observer, StatsForm form) {
  if (form == StatsForm::kNone) return "";
  gil::Domain& domain = observer.domain();
  return report(domain.gil_enabled(), form, domain.thread_stats_of_others(observer),
                lock_lines_now(observer));
}

void print_stats(Thread& t, StatsForm form, const std::vector<LockLine>& locks) {
  if (form == StatsForm::kNone) return;
  bool gil_enabled = t.domain().gil_enabled();
  std::vector<ThreadRecord> records = t.domain().thread_stats(t);
  if (gil_enabled) {  // this thread has not given up the GIL yet
    ThreadStats& mine = records.front().stats;
    gil::Nanos held = t.host().now() - t.gil_taken_at;
    mine.gil_hold_time += held;
    mine.gil_longest_hold = std::max(mine.gil_longest_hold, held);
  }
  write_to_stderr(t, report(gil_enabled, form, records, locks));
}

}  // namespace gilt::cli
