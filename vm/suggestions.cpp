#include "vm/suggestions.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "vm/modules/stdlib_names.h"
#include "vm/operations.h"
#include "vm/types/code.h"
#include "vm/types/dict.h"
#include "vm/types/exception.h"
#include "vm/types/list.h"
#include "vm/types/str.h"
#include "vm/types/traceback.h"

namespace gilt {

namespace {

constexpr size_t kMaxCandidates = 750;
constexpr size_t kMaxLength = 40;
constexpr size_t kMoveCost = 2;
constexpr size_t kCaseCost = 1;

size_t substitution_cost(char32_t a, char32_t b) {
  if (a == b) return 0;
  auto lower = [](char32_t c) { return c >= U'A' && c <= U'Z' ? c + 32 : c; };
  return lower(a) == lower(b) ? kCaseCost : kMoveCost;
}

// The edit distance of two names; anything above `limit` once it cannot be less.
size_t edit_distance(std::u32string_view a, std::u32string_view b, size_t limit) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.empty() || b.empty()) return kMoveCost * (a.size() + b.size());
  if (a.size() > kMaxLength || b.size() > kMaxLength) return limit + 1;
  if (b.size() < a.size()) std::swap(a, b);
  if ((b.size() - a.size()) * kMoveCost > limit) return limit + 1;
  std::vector<size_t> row(a.size() + 1);  // the distances of b's beginning to a's beginnings
  for (size_t i = 0; i < row.size(); ++i) row[i] = i * kMoveCost;
  for (size_t j = 0; j < b.size(); ++j) {
    size_t diagonal = row[0];
    row[0] = (j + 1) * kMoveCost;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < a.size(); ++i) {
      const size_t replaced = diagonal + substitution_cost(a[i], b[j]);
      diagonal = row[i + 1];
      row[i + 1] = std::min(replaced, std::min(row[i], row[i + 1]) + kMoveCost);
      least = std::min(least, row[i + 1]);
    }
    if (least > limit) return limit + 1;
  }
  return row.back();
}

// Of names that are equally near, the first.
std::string nearest(const std::vector<std::string>& candidates, std::string_view wrong) {
  const std::u32string wanted = to_code_points(wrong);
  if (candidates.size() > kMaxCandidates || wanted.size() > kMaxLength) return {};
  std::string best;
  size_t best_distance = SIZE_MAX;
  for (const std::string& candidate : candidates) {
    if (candidate == wrong) continue;  // it is there, and was not found: no help
    const std::u32string name = to_code_points(candidate);
    // No more than a third of the characters may change.
    const size_t limit =
        std::min((name.size() + wanted.size() + 3) * kMoveCost / 6, best_distance - 1);
    const size_t distance = edit_distance(wanted, name, limit);
    if (distance > limit) continue;
    best = candidate;
    best_distance = distance;
  }
  return best;
}

void add_names(Thread& t, Value list, std::vector<std::string>* out) {
  for (int64_t i = 0; i < list_size(list.as<ListObject>()); ++i) {
    Ref name = list_get(t, list.as<ListObject>(), i);
    if (name && is_str(t, name)) out->emplace_back(str_view(name));
  }
}

void add_keys(Thread& t, Value namespace_, std::vector<std::string>* out) {
  if (!namespace_ || !is_instance_of(t, namespace_, Type::kDict)) return;
  Ref keys = dict_keys_list(t, namespace_.as<DictObject>());
  if (keys) {
    add_names(t, keys, out);
  } else {
    clear_pending(t);
  }
}

// dir(object), sorted; private names only when a private one was meant.
std::vector<std::string> attribute_names(Thread& t, Value object, std::string_view wrong) {
  std::vector<std::string> names;
  Ref all = object ? dir(t, object) : Ref();
  if (!all) {
    clear_pending(t);
    return names;
  }
  add_names(t, all, &names);
  std::sort(names.begin(), names.end());
  if (!wrong.starts_with("_")) {
    std::erase_if(names, [](const std::string& name) { return name.starts_with("_"); });
  }
  return names;
}

// The names that the code at the end of the traceback could have used.
std::vector<std::string> visible_names(Thread& t, Value exception) {
  std::vector<std::string> names;
  Ref at = read_slot(t, exception.as<ExceptionObject>()->traceback);
  if (!at || at.get().is_none()) return names;
  for (;;) {
    Ref next = read_slot(t, at.as<TracebackObject>()->next);
    if (!next || next.get().is_none()) break;
    at = std::move(next);
  }
  auto* traceback = at.as<TracebackObject>();
  const Code& code = *traceback->code.as<CodeObject>()->code;
  for (const auto* variables : {&code.varnames, &code.cellvars, &code.freevars}) {
    names.insert(names.end(), variables->begin(), variables->end());
  }
  add_keys(t, traceback->globals, &names);
  add_keys(t, traceback->builtins, &names);
  return names;
}

std::string did_you_mean(const std::string& name) {
  return name.empty() ? name : fmt::format(". Did you mean: '{}'?", name);
}

std::string for_name_error(Thread& t, Value exception, std::string_view wrong) {
  std::string text = did_you_mean(nearest(visible_names(t, exception), wrong));
  if (!is_stdlib_module(wrong)) return text;
  return text +
         fmt::format("{} you forget to import '{}'?", text.empty() ? ". Did" : " Or did", wrong);
}

std::string for_import_error(Thread& t, Value exception, std::string_view wrong) {
  Ref name = exception_field(t, exception, import_error::kName);
  if (!is_str(t, name)) return {};
  Ref module = dict_get(t, t.runtime.modules, name);
  if (!module) clear_pending(t);
  return did_you_mean(nearest(attribute_names(t, module, wrong), wrong));
}

}  // namespace

std::string suggestion_text(Thread& t, Value exception) {
  auto text_of = [&](int field) {
    Ref name = exception_field(t, exception, field);
    return is_str(t, name) ? std::string(str_view(name)) : std::string();
  };
  if (is_exception_of(t, exception, Exc::kNameError)) {
    const std::string wrong = text_of(name_error::kName);
    return wrong.empty() ? wrong : for_name_error(t, exception, wrong);
  }
  if (is_exception_of(t, exception, Exc::kAttributeError)) {
    const std::string wrong = text_of(attribute_error::kName);
    Ref object = exception_field(t, exception, attribute_error::kObj);
    if (wrong.empty()) return wrong;
    return did_you_mean(nearest(attribute_names(t, object, wrong), wrong));
  }
  if (is_exception_of(t, exception, Exc::kImportError)) {
    const std::string wrong = text_of(import_error::kNameFrom);
    return wrong.empty() ? wrong : for_import_error(t, exception, wrong);
  }
  return {};
}

}  // namespace gilt
