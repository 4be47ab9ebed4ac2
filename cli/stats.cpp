#include "cli/stats.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gil/domain.h"
#include "vm/runtime.h"
#include "vm/uncaught.h"

namespace gilt::cli {
namespace {

using gil::ThreadRecord;
using gil::ThreadStats;

enum class Unit { kCount, kTime };
enum class Part { kGil, kCounts };

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
    {"polls", "polls", Part::kCounts, Unit::kCount, [](const ThreadStats& s) { return s.polls; }},
    {"count_operations", "count operations", Part::kCounts, Unit::kCount,
     [](const ThreadStats& s) { return s.count_ops; }},
    {"count_atomics", "  of which atomic", Part::kCounts, Unit::kCount,
     [](const ThreadStats& s) { return s.count_atomics; }},
    {"count_merges", "  counts merged", Part::kCounts, Unit::kCount,
     [](const ThreadStats& s) { return s.count_merges; }},
    {"count_queued", "  handed to owner", Part::kCounts, Unit::kCount,
     [](const ThreadStats& s) { return s.count_queued; }},
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

nlohmann::ordered_json json_of(const ThreadStats& stats) {
  nlohmann::ordered_json object;
  for (const Row& row : kRows) object[row.key] = row.get(stats);
  return object;
}

std::string json(bool gil_enabled, const std::vector<ThreadRecord>& records) {
  nlohmann::ordered_json object;
  object["gil"] = gil_enabled;
  object["total"] = json_of(total_of(records));
  object["threads"] = nlohmann::ordered_json::array();
  for (const ThreadRecord& record : records) {
    nlohmann::ordered_json thread = json_of(record.stats);
    thread["name"] = thread_label(record);
    object["threads"].push_back(std::move(thread));
  }
  return object.dump() + "\n";
}

}  // namespace

void print_stats(Thread& t, StatsForm form) {
  if (form == StatsForm::kNone) return;
  bool gil_enabled = t.domain().gil_enabled();
  std::vector<ThreadRecord> records = t.domain().thread_stats(t);
  if (gil_enabled) {  // this thread has not given up the GIL yet
    ThreadStats& mine = records.front().stats;
    gil::Nanos held = t.host().now() - t.gil_taken_at;
    mine.gil_hold_time += held;
    mine.gil_longest_hold = std::max(mine.gil_longest_hold, held);
  }
  bool as_json = form == StatsForm::kJson;
  write_to_stderr(t, as_json ? json(gil_enabled, records) : table(gil_enabled, records));
}

}  // namespace gilt::cli
