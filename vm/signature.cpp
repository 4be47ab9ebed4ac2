#include "vm/signature.h"

#include <fmt/format.h>

#include "vm/errors.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

const char* plural(size_t n) { return n == 1 ? "" : "s"; }

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\n')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\n')) s.remove_suffix(1);
  return s;
}

// The items of "(a, b=(1, ','), /)": commas inside brackets and quotes do not separate.
std::vector<std::string_view> split_parameters(std::string_view text) {
  std::vector<std::string_view> items;
  if (text.size() >= 2 && text.front() == '(') text = text.substr(1, text.rfind(')') - 1);
  int depth = 0;
  char quote = 0;
  size_t start = 0;
  for (size_t i = 0; i <= text.size(); i++) {
    char c = i < text.size() ? text[i] : ',';
    if (i < text.size() && quote != 0) {
      if (c == '\\') {
        i++;
      } else if (c == quote) {
        quote = 0;
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      depth++;
    } else if (c == ')' || c == ']' || c == '}') {
      depth--;
    } else if (c == ',' && (depth == 0 || i == text.size())) {
      std::string_view item = trim(text.substr(start, i - start));
      if (!item.empty()) items.push_back(item);
      start = i + 1;
    }
  }
  return items;
}

}  // namespace

std::string Callee::qualified() const {
  return owner.empty() ? std::string(name) : fmt::format("{}.{}", owner, name);
}

Signature* Signature::parse(Thread& t, const char* text) {
  auto signature = std::make_unique<Signature>();
  Signature& s = *signature;
  s.text_ = text;
  ParameterKind kind = ParameterKind::kPositional;
  for (std::string_view item : split_parameters(text)) {
    if (item[0] == '$') continue;  // "$self"
    if (item == "/") {
      for (Parameter& p : s.parameters_) p.kind = ParameterKind::kPositionalOnly;
      continue;
    }
    if (item == "*") {
      kind = ParameterKind::kKeywordOnly;
      continue;
    }
    ParameterKind own = kind;
    if (item.starts_with("**")) {
      own = ParameterKind::kVarKeyword;
      item.remove_prefix(2);
      s.keywords_ = static_cast<int>(s.parameters_.size());
    } else if (item.starts_with("*")) {
      own = ParameterKind::kVarPositional;
      kind = ParameterKind::kKeywordOnly;
      item.remove_prefix(1);
      s.star_ = static_cast<int>(s.parameters_.size());
    }
    bool required = item.find('=') == std::string_view::npos && own != ParameterKind::kVarKeyword &&
                    own != ParameterKind::kVarPositional;
    std::string_view name = trim(item.substr(0, item.find_first_of("=:")));
    Ref interned = intern(t, name);  // immortal for the runtime's life
    if (!interned) return nullptr;
    s.parameters_.push_back({interned.get(), own, required});
  }
  for (const Parameter& p : s.parameters_) {
    if (p.kind != ParameterKind::kPositionalOnly) s.simple_ = false;
    if (p.kind <= ParameterKind::kPositional) {
      s.max_positional_++;
      if (p.required) s.min_positional_++;
    }
    if (p.kind == ParameterKind::kPositional || p.kind == ParameterKind::kKeywordOnly ||
        p.kind == ParameterKind::kVarKeyword) {
      s.accepts_keywords_ = true;
    }
  }
  return signature.release();
}

void Signature::drop_user() const {
  if (users_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
}

int Signature::find(Value name) const {
  for (size_t i = 0; i < parameters_.size(); i++) {
    const Parameter& p = parameters_[i];
    if (p.kind != ParameterKind::kPositional && p.kind != ParameterKind::kKeywordOnly) continue;
    if (str_equal(p.name, name)) return static_cast<int>(i);
  }
  return -1;
}

Failed Signature::raise_count(Thread& t, const Callee& callee, size_t given) const {
  size_t min = min_positional_;
  size_t max = max_positional_;
  if (max == 0 && star_ < 0) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{}() takes no arguments ({} given)", callee.qualified(), given));
  }
  if (min == 1 && max == 1 && star_ < 0) {
    return raise(
        t, Exc::kTypeError,
        fmt::format("{}() takes exactly one argument ({} given)", callee.qualified(), given));
  }
  bool exact = min == max && star_ < 0;
  size_t bound = given < min ? min : max;
  const char* relation = exact ? "" : given < min ? "at least " : "at most ";
  return raise(t, Exc::kTypeError,
               fmt::format("{} expected {}{} argument{}, got {}", callee.name, relation, bound,
                           plural(bound), given));
}

bool Signature::check_positional(Thread& t, const Callee& callee, CallArgs args) const {
  size_t given = args.positional;
  size_t keywords = args.keyword_count();
  size_t min = min_positional_;
  size_t max = max_positional_;
  if (!accepts_keywords_) {
    if (keywords != 0) {
      return raise(t, Exc::kTypeError,
                   fmt::format("{}() takes no keyword arguments", callee.qualified()));
    }
    if (given < min || (given > max && star_ < 0)) return raise_count(t, callee, given);
    return true;
  }
  if (star_ >= 0) return true;
  if (keywords_ < 0 && given + keywords > parameters_.size()) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{}() takes at most {} {}argument{} ({} given)", callee.name,
                             parameters_.size(), given == 0 ? "keyword " : "",
                             plural(parameters_.size()), given + keywords));
  }
  if (given <= max) return true;
  if (max == 0) {
    return raise(t, Exc::kTypeError,
                 fmt::format("{}() takes no positional arguments", callee.name));
  }
  return raise(t, Exc::kTypeError,
               fmt::format("{}() takes {} {} positional argument{} ({} given)", callee.name,
                           min < max ? "at most" : "exactly", max, plural(max), given));
}

bool Signature::bind_keywords(Thread& t, const Callee& callee, CallArgs args, Value* out,
                              Owned* owned) const {
  for (size_t i = 0; i < args.keyword_count(); i++) {
    Value name = args.keyword_name(i);
    int index = find(name);
    if (index >= 0) {
      if (out[index]) {
        return raise(t, Exc::kTypeError,
                     fmt::format("argument for {}() given by name ('{}') and position ({})",
                                 callee.name, str_view(name), index + 1));
      }
      out[index] = args.keyword_value(i);
      continue;
    }
    if (keywords_ < 0) {
      return raise(
          t, Exc::kTypeError,
          fmt::format("{}() got an unexpected keyword argument '{}'", callee.name, str_view(name)));
    }
    if (!owned->keywords) owned->keywords = GILT_TRY(empty_dict(t));
    GILT_TRY(dict_set(t, owned->keywords.as<DictObject>(), name, args.keyword_value(i)));
  }
  return true;
}

bool Signature::bind(Thread& t, const Callee& callee, CallArgs args, Value* out,
                     Owned* owned) const {
  if (!check_positional(t, callee, args)) return false;
  size_t taken = std::min<size_t>(args.positional, max_positional_);
  std::copy_n(args.values, taken, out);
  std::fill(out + taken, out + parameters_.size(), Value());
  if (star_ >= 0) {
    owned->star = GILT_TRY(
        make_tuple(t, std::span<const Value>(args.values + taken, args.positional - taken)));
    out[star_] = owned->star;
  }
  size_t positional_only = 0;
  while (positional_only < parameters_.size() &&
         parameters_[positional_only].kind == ParameterKind::kPositionalOnly) {
    positional_only++;
  }
  size_t needed = std::min<size_t>(positional_only, min_positional_);
  if (args.positional < needed) {
    bool more = min_positional_ < max_positional_ || star_ >= 0;
    return raise(
        t, Exc::kTypeError,
        fmt::format("{}() takes {} {} positional argument{} ({} given)", callee.name,
                    more ? "at least" : "exactly", needed, plural(needed), args.positional));
  }
  if (!bind_keywords(t, callee, args, out, owned)) return false;
  if (keywords_ >= 0 && owned->keywords) out[keywords_] = owned->keywords;
  for (size_t i = 0; i < parameters_.size(); i++) {
    const Parameter& p = parameters_[i];
    if (!p.required || out[i]) continue;
    std::string position =
        p.kind == ParameterKind::kKeywordOnly ? "" : fmt::format(" (pos {})", i + 1);
    return raise(t, Exc::kTypeError,
                 fmt::format("{}() missing required argument '{}'{}", callee.name, str_view(p.name),
                             position));
  }
  return true;
}

bool bind_arguments(Thread& t, const char* name, const char* text, CallArgs args, Value* out) {
  Signature* signature = Signature::parse(t, text);
  if (signature == nullptr) return false;
  Signature::Owned owned;
  bool ok = signature->bind(t, {name, {}}, args, out, &owned);
  signature->drop_user();
  return ok;
}

}  // namespace gilt
