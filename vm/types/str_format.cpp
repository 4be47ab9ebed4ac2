// str.format and str.format_map: replacement fields (PEP 3101).
// Source of rules and messages: CPython Objects/stringlib/unicode_format.h.
#include <fmt/format.h>

#include <string>

#include "base/unicode.h"
#include "base/utf8.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/int.h"
#include "vm/types/str_internal.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

// Where the fields come from.
struct Source {
  const TupleObject* positional;  // null: format_map, which has none
  Value named;                    // a dict, any mapping for format_map, or no value
};

// Fields are numbered by themselves ({} {}) or by the writer ({0} {1}), never both.
struct Numbering {
  enum { kUndecided, kAutomatic, kManual } mode = kUndecided;
  int64_t next = 0;
};

struct Field {
  std::string_view name, spec;
  char32_t conversion = 0;
  bool nested = false;  // the spec has fields itself
};

Failed bad_format(Thread& t, std::string_view message) {
  return raise(t, Exc::kValueError, message);
}

// A non-negative decimal number; -1 when it is none; an error when too large.
Size parse_index(Thread& t, std::string_view text) {
  if (text.empty()) return -1;
  int64_t value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return -1;
    if (value > (INT64_MAX - 9) / 10)
      return bad_format(t, "Too many decimal digits in format string");
    value = value * 10 + (c - '0');
  }
  return value;
}

class Formatter {
 public:
  Formatter(Thread& t, const Source& source) : t_(t), source_(source) {}

  bool run(std::string_view format, int depth, std::string* out) {
    if (depth == 0) return bad_format(t_, "Max string recursion exceeded");
    for (size_t at = 0; at < format.size();) {
      size_t brace = format.find_first_of("{}", at);
      if (brace == format.npos) {
        out->append(format.substr(at));
        return true;
      }
      out->append(format.substr(at, brace - at));
      at = brace + 1;
      bool doubled = at < format.size() && format[at] == format[brace];
      if (doubled) {
        out->push_back(format[brace]);
        ++at;
        continue;
      }
      if (format[brace] == '}') return bad_format(t_, "Single '}' encountered in format string");
      if (at == format.size()) return bad_format(t_, "Single '{' encountered in format string");
      Field field;
      if (!parse_field(format, &at, &field) || !render(field, depth, out)) return false;
    }
    return true;
  }

 private:
  // Reads from behind '{' to behind the matching '}'.
  bool parse_field(std::string_view format, size_t* position, Field* field) {
    size_t at = *position, start = at;
    char c = 0;
    for (; at < format.size(); ++at) {
      c = format[at];
      if (c == '{') return bad_format(t_, "unexpected '{' in field name");
      if (c == '}' || c == ':' || c == '!') break;
      if (c == '[') at = std::min(format.find(']', at), format.size() - 1);
    }
    if (at == format.size()) return bad_format(t_, "expected '}' before end of string");
    field->name = format.substr(start, at - start);
    ++at;
    if (c == '!') {
      if (at >= format.size()) {
        return bad_format(t_, "end of string while looking for conversion specifier");
      }
      field->conversion = next_code_point(format, at);
      if (at < format.size()) {
        c = format[at++];
        if (c != '}' && c != ':') return bad_format(t_, "expected ':' after conversion specifier");
      } else {
        return bad_format(t_, "unmatched '{' in format spec");
      }
    }
    if (c == ':') {
      size_t spec = at;
      for (int open = 1;; ++at) {
        if (at >= format.size()) return bad_format(t_, "unmatched '{' in format spec");
        if (format[at] == '{') ++open, field->nested = true;
        if (format[at] == '}' && --open == 0) break;
      }
      field->spec = format.substr(spec, at - spec);
      ++at;
    }
    *position = at;
    return true;
  }

  bool render(const Field& field, int depth, std::string* out) {
    Ref value = field_value(field.name);
    if (!value) return false;
    if (field.conversion != 0) {
      value = convert(value, field.conversion);
      if (!value) return false;
    }
    std::string expanded;
    if (field.nested && !run(field.spec, depth - 1, &expanded)) return false;
    std::string_view spec = field.nested ? std::string_view(expanded) : field.spec;
    if (spec.empty() && is_exact_str(value)) {
      out->append(str_view(value));
      return true;
    }
    Ref spec_str = make_str(t_, spec);
    if (!spec_str) return false;
    Ref text = format_value(t_, value, spec_str);
    if (!text) return false;
    out->append(str_view(text));
    return true;
  }

  Ref convert(Value value, char32_t conversion) {
    switch (conversion) {
      case 'r':
        return repr(t_, value);
      case 's':
        return to_str(t_, value);
      case 'a':
        return ascii_repr(t_, value);
    }
    if (conversion > 32 && conversion < 127) {
      return bad_format(
          t_, fmt::format("Unknown conversion specifier {}", static_cast<char>(conversion)));
    }
    return bad_format(
        t_, fmt::format("Unknown conversion specifier \\x{:x}", static_cast<uint32_t>(conversion)));
  }

  // The value that "name.attribute[index]" stands for.
  Ref field_value(std::string_view name) {
    size_t at = std::min(name.find_first_of(".["), name.size());
    Ref value = first_value(name.substr(0, at));
    while (value && at < name.size()) {
      char c = name[at++];
      size_t end;
      if (c == '.') {
        end = std::min(name.find_first_of(".[", at), name.size());
      } else if (c == '[') {
        end = name.find(']', at);
        if (end == name.npos) return bad_format(t_, "Missing ']' in format string");
      } else {
        return bad_format(t_, "Only '.' or '[' may follow ']' in format field specifier");
      }
      std::string_view part = name.substr(at, end - at);
      if (part.empty()) return bad_format(t_, "Empty attribute in format string");
      value = c == '.' ? attribute(value, part) : item(value, part);
      at = c == '.' ? end : end + 1;
    }
    return value;
  }

  Ref attribute(Value object, std::string_view name) {
    Ref interned = intern(t_, name);
    return interned ? get_attr(t_, object, interned) : Ref();
  }

  Ref item(Value object, std::string_view key) {
    int64_t index = GILT_TRY(parse_index(t_, key)).get();
    Ref k = index >= 0 ? make_int(t_, index) : make_str(t_, key);
    return k ? get_item(t_, object, k) : Ref();
  }

  Ref first_value(std::string_view name) {
    int64_t index = GILT_TRY(parse_index(t_, name)).get();
    if ((name.empty() || index >= 0) && !number(name, &index)) return {};
    if (index < 0) return named_value(name);
    if (source_.positional == nullptr) {
      return bad_format(t_, "Format string contains positional fields");
    }
    if (static_cast<uint64_t>(index) >= source_.positional->size) {
      return raise(
          t_, Exc::kIndexError,
          fmt::format("Replacement index {} out of range for positional args tuple", index));
    }
    return Ref::copy(t_, (*source_.positional)[static_cast<size_t>(index)]);
  }

  bool number(std::string_view name, int64_t* index) {
    auto wanted = name.empty() ? Numbering::kAutomatic : Numbering::kManual;
    if (numbering_.mode != Numbering::kUndecided && numbering_.mode != wanted) {
      return bad_format(t_, name.empty() ? "cannot switch from manual field specification to "
                                           "automatic field numbering"
                                         : "cannot switch from automatic field numbering to "
                                           "manual field specification");
    }
    numbering_.mode = wanted;
    if (name.empty()) *index = numbering_.next++;
    return true;
  }

  Ref named_value(std::string_view name) {
    Ref key = make_str(t_, name);
    if (!key) return {};
    if (!source_.named) return raise_value(t_, Exc::kKeyError, key);
    return get_item(t_, source_.named, key);
  }

  Thread& t_;
  const Source& source_;
  Numbering numbering_;
};

Ref run_format(Thread& t, Value format, const Source& source) {
  std::string out;
  if (!Formatter(t, source).run(str_view(format), 2, &out)) return {};
  return make_str(t, out);
}

Ref format(Thread& t, Args args) {
  return run_format(t, args[0], {args[1].as<TupleObject>(), args[2]});
}
Ref format_map(Thread& t, Args args) { return run_format(t, args[0], {nullptr, args[1]}); }

constexpr MethodRow kMethods[] = {
    method<"format", format>("(*args, **kwargs)",
                             "Return a formatted version of the string, using substitutions."),
    method<"format_map", format_map>(
        "(mapping, /)", "Return a formatted version of the string, using the mapping's values."),
};

}  // namespace

std::span<const MethodRow> str_format_methods() { return kMethods; }

}  // namespace gilt
