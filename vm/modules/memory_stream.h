// io.StringIO and io.BytesIO: files in memory.
//
// Thread-safety: every method, by any thread: each is one step under the object's lock, so that
// what one write() was given stays together. Source: CPython 3.14 Modules/_io/stringio.c,
// bytesio.c.
#pragma once

#include "vm/native.h"

namespace gilt {

// The types; made once for each runtime, by the _io module.
Type* new_string_io_type(Thread& t);
Type* new_bytes_io_type(Thread& t);

// UnsupportedOperation(operation) of the io module.
Failed raise_unsupported_operation(Thread& t, const char* operation);

}  // namespace gilt
