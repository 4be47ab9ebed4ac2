// OSError: errno, strerror and the file names; which subclass an errno stands for.
#include <cerrno>
#include <string>

#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/exception_fields.h"
#include "vm/types/int.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"

namespace gilt {

namespace {

// PEP 3151.
Exc class_of_errno(int64_t error) {
  switch (error) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS:
      return Exc::kBlockingIOError;
    case EPIPE:
    case ESHUTDOWN:
      return Exc::kBrokenPipeError;
    case ECHILD:
      return Exc::kChildProcessError;
    case ECONNABORTED:
      return Exc::kConnectionAbortedError;
    case ECONNREFUSED:
      return Exc::kConnectionRefusedError;
    case ECONNRESET:
      return Exc::kConnectionResetError;
    case EEXIST:
      return Exc::kFileExistsError;
    case ENOENT:
      return Exc::kFileNotFoundError;
    case EISDIR:
      return Exc::kIsADirectoryError;
    case ENOTDIR:
      return Exc::kNotADirectoryError;
    case EINTR:
      return Exc::kInterruptedError;
    case EACCES:
    case EPERM:
      return Exc::kPermissionError;
    case ESRCH:
      return Exc::kProcessLookupError;
    case ETIMEDOUT:
      return Exc::kTimeoutError;
    default:
      return Exc::kOSError;
  }
}

Ref os_error_construct(Thread& t, Type* cls, CallArgs args) {
  if (cls == exception_type(t, Exc::kOSError) && args.positional >= 2 && args.positional <= 5 &&
      args.values[0].is_small_int()) {
    cls = exception_type(t, class_of_errno(args.values[0].small_int()));
  }
  return exception_construct(t, cls, args);
}

bool os_error_init(Thread& t, Value self, CallArgs args) {
  if (!exception_init(t, self, args)) return false;
  if (args.positional < 2 || args.positional > 5) return true;
  put_exception_field(t, self, os_error::kErrno, args.values[0]);
  put_exception_field(t, self, os_error::kStrerror, args.values[1]);
  if (args.positional < 3 || args.values[2].is_none()) return true;
  put_exception_field(t, self, os_error::kFilename, args.values[2]);
  if (args.positional == 5) put_exception_field(t, self, os_error::kFilename2, args.values[4]);
  // The file names are not part of args.
  Ref two = make_tuple(t, {args.values[0], args.values[1]});
  if (!two) return false;
  assign_slot(t, self.as<ExceptionObject>()->args, std::move(two));
  return true;
}

Ref os_error_str(Thread& t, Value self) {
  Ref error = exception_field(t, self, os_error::kErrno);
  Ref text = exception_field(t, self, os_error::kStrerror);
  Ref filename = exception_field(t, self, os_error::kFilename);
  if (filename.get().is_none() && (error.get().is_none() || text.get().is_none())) {
    return exception_str(t, self);
  }
  Ref number = GILT_TRY(to_str(t, error));
  Ref words = GILT_TRY(to_str(t, text));
  std::string out = "[Errno " + std::string(str_view(number)) + "] " + std::string(str_view(words));
  if (!filename.get().is_none()) {
    Ref name = GILT_TRY(repr(t, filename));
    out += ": " + std::string(str_view(name));
    Ref filename2 = exception_field(t, self, os_error::kFilename2);
    if (!filename2.get().is_none()) {
      Ref name2 = GILT_TRY(repr(t, filename2));
      out += " -> " + std::string(str_view(name2));
    }
  }
  return make_str(t, out);
}

template <FixedString Name, int Index>
constexpr AttributeRow field(const char* doc) {
  return attribute<Name, get_exception_field<Index>, set_exception_field<Index>>(doc);
}

constexpr AttributeRow kAttributes[] = {
    field<"errno", os_error::kErrno>("POSIX exception code"),
    field<"strerror", os_error::kStrerror>("exception strerror"),
    field<"filename", os_error::kFilename>("exception filename"),
    field<"filename2", os_error::kFilename2>("second exception filename"),
};

}  // namespace

void init_os_error(Thread& t, Type& type) {
  set_field_count(type, os_error::kCount);
  type.slots.construct = os_error_construct;
  type.slots.init = os_error_init;
  type.slots.str = os_error_str;
  add_attributes(t, type, kAttributes);
}

}  // namespace gilt
