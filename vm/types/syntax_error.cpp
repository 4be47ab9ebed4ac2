// SyntaxError: where in the source it is.
#include <string>

#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/exception_fields.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

bool syntax_error_init(Thread& t, Value self, CallArgs args) {
  using namespace syntax_error;
  if (!exception_init(t, self, args)) return false;
  if (args.positional >= 1) put_exception_field(t, self, kMsg, args.values[0]);
  if (args.positional != 2) return true;
  Ref info = tuple_from_iterable(t, args.values[1]);
  if (!info) return false;
  auto* details = info.as<TupleObject>();
  if (details->size < 4 || details->size > 7) {
    return raise(t, Exc::kTypeError,
                 std::string("function takes at ") + (details->size < 4 ? "least 4" : "most 7") +
                     " arguments (" + std::to_string(details->size) + " given)");
  }
  constexpr int kFields[] = {kFilename, kLineno, kOffset, kText, kEndLineno, kEndOffset, kMetadata};
  for (size_t i = 0; i < details->size; ++i)
    put_exception_field(t, self, kFields[i], (*details)[i]);
  if (details->size == 5) {
    return raise(t, Exc::kTypeError, "end_offset must be provided when end_lineno is provided");
  }
  return true;
}

Ref syntax_error_str(Thread& t, Value self) {
  using namespace syntax_error;
  Ref message = exception_field(t, self, kMsg);
  Ref filename = exception_field(t, self, kFilename);
  Ref line = exception_field(t, self, kLineno);
  Ref text = to_str(t, message);
  if (!text) return {};
  bool has_file = is_str(t, filename);
  bool has_line = line.get().is_small_int();
  if (!has_file && !has_line) return text;
  std::string out(str_view(text));
  out += " (";
  if (has_file) {
    std::string_view path = str_view(filename);
    size_t slash = path.rfind('/');
    out += slash == path.npos ? path : path.substr(slash + 1);
    if (has_line) out += ", ";
  }
  if (has_line) out += "line " + std::to_string(line.get().small_int());
  return make_str(t, out + ")");
}

template <FixedString Name, int Index>
constexpr AttributeRow field(const char* doc) {
  return attribute<Name, get_exception_field<Index>, set_exception_field<Index>>(doc);
}

constexpr AttributeRow kAttributes[] = {
    field<"msg", syntax_error::kMsg>("exception msg"),
    field<"filename", syntax_error::kFilename>("exception filename"),
    field<"lineno", syntax_error::kLineno>("exception lineno"),
    field<"offset", syntax_error::kOffset>("exception offset"),
    field<"text", syntax_error::kText>("exception text"),
    field<"end_lineno", syntax_error::kEndLineno>("exception end lineno"),
    field<"end_offset", syntax_error::kEndOffset>("exception end offset"),
    field<"print_file_and_line", syntax_error::kPrintFileAndLine>("exception print_file_and_line"),
};

}  // namespace

void init_syntax_error(Thread& t, Type& type) {
  set_field_count(type, syntax_error::kCount);
  type.slots.init = syntax_error_init;
  type.slots.str = syntax_error_str;
  add_attributes(t, type, kAttributes);
}

Failed raise_syntax_error(Thread& t, Exc which, const SyntaxErrorFields& fields) {
  Ref message = make_str(t, fields.message);
  Ref filename = make_str(t, fields.filename);
  Ref text = fields.text.empty() ? Ref::none() : make_str(t, fields.text);
  if (!message || !filename || !text) return {};
  Ref details =
      make_tuple(t, {filename, Value::small_int(fields.line), Value::small_int(fields.offset), text,
                     Value::small_int(fields.end_line), Value::small_int(fields.end_offset)});
  if (!details) return {};
  Value args[] = {message, details};
  Ref e = instantiate_exception(t, Value::from(exception_type(t, which)), {args, 2});
  if (!e) return {};
  return raise_object(t, std::move(e));
}

}  // namespace gilt
