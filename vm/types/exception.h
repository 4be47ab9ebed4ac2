// BaseException and its family. Every exception is an ExceptionObject; the classes that have fields
// of their own (OSError.errno, StopIteration.value ...) keep them in `fields`, in the order that
// vm/types/exception_fields.cpp gives, so that one layout serves all of them and their subclasses.
//
// Thread-safety: each field is a Slot that is exchanged atomically; no lock is needed.
// Source: CPython Objects/exceptions.c.
#pragma once

#include <atomic>
#include <string>
#include <string_view>

#include "vm/errors.h"
#include "vm/types/instance.h"

namespace gilt {

struct ExceptionObject : Instance {
  Slot args;       // tuple; empty slot: ()
  Slot traceback;  // TracebackObject or empty
  Slot cause;      // exception or empty (None)
  Slot context;    // exception or empty (None)
  std::atomic<bool> suppress_context{false};
  uint8_t field_count = 0;
  Slot fields[0];
};

// Indexes into `fields`.
namespace stop_iteration {
enum { kValue, kCount };
}
namespace system_exit {
enum { kCode, kCount };
}
namespace name_error {
enum { kName, kCount };
}
namespace attribute_error {
enum { kName, kObj, kCount };
}
namespace import_error {
enum { kMsg, kName, kPath, kNameFrom, kCount };
}
namespace os_error {
enum { kErrno, kStrerror, kFilename, kFilename2, kCount };
}
namespace unicode_error {
enum { kEncoding, kObject, kStart, kEnd, kReason, kCount };
}
namespace exception_group {
enum { kMessage, kExceptions, kCount };
}
namespace syntax_error {
enum {
  kMsg,
  kFilename,
  kLineno,
  kOffset,
  kText,
  kEndLineno,
  kEndOffset,
  kPrintFileAndLine,
  kMetadata,
  kCount
};
}

// What the runtime calls for each class of exceptions.def, as init_<id>_type for other types.
void init_exception_type(Thread& t, Type& type, Exc which);
// The built-in base of a built-in exception class.
Exc exception_base(Exc which);
const char* exception_class_name(Exc which);

bool is_exception(Thread& t, Value v);        // an instance of BaseException
bool is_exception_class(Thread& t, Value v);  // a subclass of BaseException
bool is_exception_of(Thread& t, Value v, Exc which);

// A field, None when it is not set.
Ref exception_field(Thread& t, Value exception, int index);
Ref exception_args(Thread& t, Value exception);  // tuple

// A new instance made by calling the class, as `raise Class` and PyErr_SetObject do. The result is
// checked to be an exception.
Ref instantiate_exception(Thread& t, Value cls, CallArgs args = {});
// __cause__ as `raise ... from cause` sets it: an exception, a class (instantiated) or None.
bool set_exception_cause(Thread& t, Value exception, Value cause);

// raise() with the fields that the class has (raise_attribute_error: vm/operations.h).
Failed raise_name_error(Thread& t, Exc which, std::string_view message, Value name);
Failed raise_import_error(Thread& t, Exc which, std::string_view message, Value name,
                          Value path = {});
Failed raise_unicode_decode_error(Thread& t, std::string_view encoding, Value bytes, int64_t start,
                                  int64_t end, std::string_view reason);
Failed raise_unicode_encode_error(Thread& t, std::string_view encoding, Value str, int64_t start,
                                  int64_t end, std::string_view reason);
// What a compiler says. Lines and offsets count from 1; 0 is unknown.
struct SyntaxErrorFields {
  std::string_view message, filename, text;
  int line = 0, offset = 0, end_line = 0, end_offset = 0;
};
Failed raise_syntax_error(Thread& t, Exc which, const SyntaxErrorFields& fields);

// `except*`: what of `exception` matches (a group, or null) and what remains (or null). False:
// raised. CHECK_EG_MATCH and _PyEval_ExceptionGroupMatch.
bool exception_group_match(Thread& t, Value exception, Value operand, Ref* match, Ref* rest);
// INTRINSIC_PREP_RERAISE_STAR: `raised` is a list of exceptions (or None) that the except* blocks
// left; the result is what to raise, or None.
Ref prepare_reraise_star(Thread& t, Value original, Value raised);

}  // namespace gilt
