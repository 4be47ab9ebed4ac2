// Exception classes with a few fields of their own: StopIteration, SystemExit, NameError,
// AttributeError, ImportError, KeyError.
#include "vm/types/exception_fields.h"

#include <string>

#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

bool stop_iteration_init(Thread& t, Value self, CallArgs args) {
  if (!exception_init(t, self, args)) return false;
  put_exception_field(t, self, stop_iteration::kValue,
                      args.positional > 0 ? args.values[0] : Value::none());
  return true;
}

bool system_exit_init(Thread& t, Value self, CallArgs args) {
  if (!exception_init(t, self, args)) return false;
  Ref code = args.positional == 0   ? Ref::none()
             : args.positional == 1 ? Ref::copy(t, args.values[0])
                                    : exception_args(t, self);
  put_exception_field(t, self, system_exit::kCode, code);
  return true;
}

CallArgs without_keywords(CallArgs args) { return {args.values, args.positional}; }

bool name_error_init(Thread& t, Value self, CallArgs args) {
  static constexpr const char* kNames[] = {"name"};
  return exception_init(t, self, without_keywords(args)) &&
         take_keyword_fields(t, self, args, kNames, name_error::kName, "NameError");
}

bool attribute_error_init(Thread& t, Value self, CallArgs args) {
  static constexpr const char* kNames[] = {"name", "obj"};
  return exception_init(t, self, without_keywords(args)) &&
         take_keyword_fields(t, self, args, kNames, attribute_error::kName, "AttributeError");
}

bool import_error_init(Thread& t, Value self, CallArgs args) {
  static constexpr const char* kNames[] = {"name", "path", "name_from"};
  if (!exception_init(t, self, without_keywords(args)) ||
      !take_keyword_fields(t, self, args, kNames, import_error::kName, "ImportError")) {
    return false;
  }
  if (args.positional == 1) put_exception_field(t, self, import_error::kMsg, args.values[0]);
  return true;
}

Ref import_error_str(Thread& t, Value self) {
  Ref message = exception_field(t, self, import_error::kMsg);
  return is_exact_str(message) ? std::move(message) : exception_str(t, self);
}

// The key as repr() shows it, so that an empty or blank key is seen.
Ref key_error_str(Thread& t, Value self) {
  Ref args = exception_args(t, self);
  auto* tuple = args.as<TupleObject>();
  return tuple->size == 1 ? repr(t, (*tuple)[0]) : exception_str(t, self);
}

template <FixedString Name, int Index>
constexpr AttributeRow field(const char* doc) {
  return attribute<Name, get_exception_field<Index>, set_exception_field<Index>>(doc);
}

constexpr AttributeRow kStopIteration[] = {
    field<"value", stop_iteration::kValue>("generator return value"),
};
constexpr AttributeRow kSystemExit[] = {
    field<"code", system_exit::kCode>("exception code"),
};
constexpr AttributeRow kNameError[] = {
    field<"name", name_error::kName>("name"),
};
constexpr AttributeRow kAttributeError[] = {
    field<"name", attribute_error::kName>("attribute name"),
    field<"obj", attribute_error::kObj>("object"),
};
constexpr AttributeRow kImportError[] = {
    field<"msg", import_error::kMsg>("exception message"),
    field<"name", import_error::kName>("module name"),
    field<"path", import_error::kPath>("module path"),
    field<"name_from", import_error::kNameFrom>("name imported from module"),
};

// An instance of `which` with one argument, the message, not yet raised.
Ref exception_with_message(Thread& t, Exc which, std::string_view message) {
  Ref text = make_str(t, message);
  if (!text) return {};
  Value arg = text;
  return instantiate_exception(t, Value::from(exception_type(t, which)), {&arg, 1});
}

}  // namespace

bool take_keyword_fields(Thread& t, Value self, CallArgs args, std::span<const char* const> names,
                         int first_field, const char* function) {
  for (size_t i = 0; i < args.keyword_count(); ++i) {
    std::string_view keyword = str_view(args.keyword_name(i));
    size_t n = 0;
    while (n < names.size() && keyword != names[n]) ++n;
    if (n == names.size()) {
      return raise(t, Exc::kTypeError,
                   std::string(function) + "() got an unexpected keyword argument '" +
                       std::string(keyword) + "'");
    }
    put_exception_field(t, self, first_field + static_cast<int>(n), args.keyword_value(i));
  }
  return true;
}

void init_exception_fields(Thread& t, Type& type, Exc which) {
  switch (which) {
    case Exc::kStopIteration:
      set_field_count(type, stop_iteration::kCount);
      type.slots.init = stop_iteration_init;
      return add_attributes(t, type, kStopIteration);
    case Exc::kSystemExit:
      set_field_count(type, system_exit::kCount);
      type.slots.init = system_exit_init;
      return add_attributes(t, type, kSystemExit);
    case Exc::kNameError:
      set_field_count(type, name_error::kCount);
      type.slots.init = name_error_init;
      return add_attributes(t, type, kNameError);
    case Exc::kAttributeError:
      set_field_count(type, attribute_error::kCount);
      type.slots.init = attribute_error_init;
      return add_attributes(t, type, kAttributeError);
    case Exc::kImportError:
      set_field_count(type, import_error::kCount);
      type.slots.init = import_error_init;
      type.slots.str = import_error_str;
      return add_attributes(t, type, kImportError);
    case Exc::kKeyError:
      type.slots.str = key_error_str;
      return;
    case Exc::kOSError:
      return init_os_error(t, type);
    case Exc::kSyntaxError:
      return init_syntax_error(t, type);
    case Exc::kUnicodeError:
      return init_unicode_error(t, type);
    case Exc::kUnicodeDecodeError:
    case Exc::kUnicodeEncodeError:
    case Exc::kUnicodeTranslateError:
      return init_unicode_codec_error(type, which);
    case Exc::kBaseExceptionGroup:
      return init_exception_group(t, type);
    default:
      return;
  }
}

Failed raise_name_error(Thread& t, Exc which, std::string_view message, Value name) {
  Ref e = exception_with_message(t, which, message);
  if (!e) return {};
  put_exception_field(t, e, name_error::kName, name);
  return raise_object(t, std::move(e));
}

Failed raise_attribute_error(Thread& t, Value object, Value name, std::string_view message) {
  Ref e = exception_with_message(t, Exc::kAttributeError, message);
  if (!e) return {};
  put_exception_field(t, e, attribute_error::kName, name);
  put_exception_field(t, e, attribute_error::kObj, object);
  return raise_object(t, std::move(e));
}

Failed raise_import_error(Thread& t, Exc which, std::string_view message, Value name, Value path) {
  Ref e = exception_with_message(t, which, message);
  if (!e) return {};
  put_exception_field(t, e, import_error::kName, name);
  if (path) put_exception_field(t, e, import_error::kPath, path);
  return raise_object(t, std::move(e));
}

}  // namespace gilt
