#include "cli/step_view_writers.h"

namespace gilt::cli {

void Writers::add(const lab::StepRecord& record) {
  rewind(record.step - 1);
  step_ = record.step;
  for (const lab::Access& access : record.accesses) {
    if (!access.shared) continue;
    if (record.thread != 0) shared_since_.try_emplace(access.place, record.step);
    if (access.kind == lab::Access::Kind::kRead) continue;
    const auto [at, added] =
        numbers_.try_emplace(access.place, static_cast<uint32_t>(names_.size()));
    if (added) {
      names_.push_back(access.place);
      newest_.push_back(-1);
    }
    int64_t& newest = newest_[at->second];
    log_.push_back({{record.step, record.thread, access.value}, at->second, newest});
    newest = static_cast<int64_t>(log_.size()) - 1;
  }
}

void Writers::rewind(uint64_t step) {
  while (!log_.empty() && log_.back().write.step > step) {
    newest_[log_.back().place] = log_.back().before;
    log_.pop_back();
  }
  if (step >= step_) return;
  step_ = step;
  std::erase_if(shared_since_, [step](const auto& place) { return place.second > step; });
}

std::optional<Write> Writers::last(const std::string& place) const {
  const auto at = numbers_.find(place);
  if (at == numbers_.end() || newest_[at->second] < 0) return std::nullopt;
  return log_[static_cast<size_t>(newest_[at->second])].write;
}

std::vector<std::string> Writers::places() const {
  std::vector<std::string> places;
  for (size_t i = 0; i < names_.size(); ++i) {
    if (newest_[i] >= 0) places.push_back(names_[i]);
  }
  return places;
}

}  // namespace gilt::cli
