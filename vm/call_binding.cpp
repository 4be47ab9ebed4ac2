#include "vm/call_binding.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "vm/errors.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/function.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {
namespace {

std::string_view name_of(CodeObject* code, int i) { return str_view(code->local_names[i]); }

std::string function_name(FunctionObject* function) {
  return std::string(str_view(function->qualname.load()));
}

// "'a', 'b', and 'c'"
std::string join_names(const std::vector<std::string>& names) {
  if (names.size() == 1) return names[0];
  if (names.size() == 2) return names[0] + " and " + names[1];
  std::string text;
  for (size_t i = 0; i + 1 < names.size(); i++) text += names[i] + ", ";
  return text + "and " + names.back();
}

Failed missing_arguments(Thread& t, FunctionObject* function, const char* kind,
                         const std::vector<std::string>& names) {
  return raise(t, Exc::kTypeError,
               fmt::format("{}() missing {} required {} argument{}: {}", function_name(function),
                           names.size(), kind, names.size() == 1 ? "" : "s", join_names(names)));
}

Failed too_many_positional(Thread& t, FunctionObject* function, size_t given, int defaults,
                           const StackRef* slots) {
  CodeObject* code = function->code;
  int keyword_only_given = 0;
  for (int i = 0; i < code->kwonlyargcount; i++) {
    if (!slots[code->argcount + i].is_null()) keyword_only_given++;
  }
  bool plural = code->argcount != 1;
  std::string takes;
  if (defaults > 0) {
    plural = true;
    takes = fmt::format("from {} to {}", code->argcount - defaults, code->argcount);
  } else {
    takes = fmt::format("{}", code->argcount);
  }
  std::string keyword_part;
  if (keyword_only_given > 0) {
    keyword_part =
        fmt::format(" positional argument{} (and {} keyword-only argument{})",
                    given != 1 ? "s" : "", keyword_only_given, keyword_only_given != 1 ? "s" : "");
  }
  return raise(t, Exc::kTypeError,
               fmt::format("{}() takes {} positional argument{} but {}{} {} given",
                           function_name(function), takes, plural ? "s" : "", given, keyword_part,
                           given == 1 && keyword_only_given == 0 ? "was" : "were"));
}

// The parameter that keyword `name` means, or -1.
int find_parameter(CodeObject* code, Value name) {
  int count = code->argcount + code->kwonlyargcount;
  for (int i = code->posonlyargcount; i < count; i++) {
    if (code->local_names[i] == name) return i;
  }
  for (int i = code->posonlyargcount; i < count; i++) {  // a keyword that is not interned
    if (str_equal(code->local_names[i], name)) return i;
  }
  return -1;
}

Failed unexpected_keyword(Thread& t, FunctionObject* function, CallArgs args, Value name) {
  CodeObject* code = function->code;
  std::vector<std::string> positional_only;
  for (int i = 0; i < code->posonlyargcount; i++) {
    for (size_t k = 0; k < args.keyword_count(); k++) {
      if (str_equal(code->local_names[i], args.keyword_name(k))) {
        positional_only.emplace_back(name_of(code, i));
      }
    }
  }
  if (!positional_only.empty()) {
    std::string list;
    for (const std::string& n : positional_only) list += (list.empty() ? "" : ", ") + n;
    return raise(t, Exc::kTypeError,
                 fmt::format("{}() got some positional-only arguments passed as keyword arguments: "
                             "'{}'",
                             function_name(function), list));
  }
  return raise(t, Exc::kTypeError,
               fmt::format("{}() got an unexpected keyword argument '{}'", function_name(function),
                           str_view(name)));
}

bool bind_keywords(Thread& t, FunctionObject* function, CallArgs args, DictObject* rest,
                   StackRef* slots) {
  CodeObject* code = function->code;
  for (size_t k = 0; k < args.keyword_count(); k++) {
    Value name = args.keyword_name(k);
    Value value = args.keyword_value(k);
    int i = find_parameter(code, name);
    if (i < 0) {
      if (rest == nullptr) return unexpected_keyword(t, function, args, name);
      if (!dict_set(t, rest, name, value)) return false;
    } else if (!slots[i].is_null()) {
      return raise(t, Exc::kTypeError,
                   fmt::format("{}() got multiple values for argument '{}'",
                               function_name(function), str_view(name)));
    } else {
      slots[i] = StackRef::owned(Ref::copy(t, value));
    }
  }
  return true;
}

bool fill_defaults(Thread& t, FunctionObject* function, size_t given, StackRef* slots) {
  CodeObject* code = function->code;
  Ref defaults = read_slot(t, function->defaults);
  int count = defaults && !defaults.get().is_none()
                  ? static_cast<int>(defaults.as<TupleObject>()->size)
                  : 0;
  int first_default = code->argcount - count;
  std::vector<std::string> missing;
  for (int i = static_cast<int>(given); i < code->argcount; i++) {
    if (!slots[i].is_null()) continue;
    if (i >= first_default) {
      slots[i] = StackRef::owned(Ref::copy(t, (*defaults.as<TupleObject>())[i - first_default]));
    } else {
      missing.push_back(fmt::format("'{}'", name_of(code, i)));
    }
  }
  if (!missing.empty()) return missing_arguments(t, function, "positional", missing);

  Ref kw_defaults = read_slot(t, function->kw_defaults);
  for (int i = code->argcount; i < code->argcount + code->kwonlyargcount; i++) {
    if (!slots[i].is_null()) continue;
    if (kw_defaults && !kw_defaults.get().is_none()) {
      Ref value = dict_get(t, kw_defaults.as<DictObject>(), code->local_names[i]);
      if (value) {
        slots[i] = StackRef::owned(std::move(value));
        continue;
      }
      if (pending(t)) return false;
    }
    missing.push_back(fmt::format("'{}'", name_of(code, i)));
  }
  if (!missing.empty()) return missing_arguments(t, function, "keyword-only", missing);
  return true;
}

}  // namespace

bool bind_arguments(Thread& t, FunctionObject* function, CallArgs args, StackRef* slots) {
  CodeObject* code = function->code;
  size_t parameters = static_cast<size_t>(code->argcount);
  int star = code->argcount + code->kwonlyargcount;  // the slot of *args, then **kwargs
  bool has_star = code->has(kCoVarargs);

  DictObject* rest = nullptr;
  if (code->has(kCoVarkeywords)) {
    Ref dict = GILT_TRY(empty_dict(t));
    rest = dict.as<DictObject>();
    slots[star + (has_star ? 1 : 0)] = StackRef::owned(std::move(dict));
  }
  size_t given = std::min(args.positional, parameters);
  for (size_t i = 0; i < given; i++) slots[i] = StackRef::owned(Ref::copy(t, args.values[i]));
  if (has_star) {
    Ref extra = GILT_TRY(
        make_tuple(t, std::span<const Value>(args.values + given, args.positional - given)));
    slots[star] = StackRef::owned(std::move(extra));
  }
  if (args.keywords != nullptr && !bind_keywords(t, function, args, rest, slots)) return false;
  if (args.positional > parameters && !has_star) {
    Ref defaults = read_slot(t, function->defaults);
    int count = defaults && !defaults.get().is_none()
                    ? static_cast<int>(defaults.as<TupleObject>()->size)
                    : 0;
    return too_many_positional(t, function, args.positional, count, slots);
  }
  return fill_defaults(t, function, given, slots);
}

}  // namespace gilt
