// From objects to JSON text: what json.JSONEncoder does inside.
//
// Thread-safety: the functions keep no state. A container that other threads change meanwhile is
// read as it was when the encoder came to it. Source: RFC 8259; CPython 3.14 Modules/_json.c.
#pragma once

#include "vm/call_args.h"
#include "vm/ref.h"

namespace gilt {

// encode(encoder, object, level): the text of object; `encoder` is the json.JSONEncoder.
Ref json_encode(Thread& t, Args args);
// encode_basestring(_ascii)(string): the string in quotes, with escapes.
Ref json_encode_string(Thread& t, Args args);
Ref json_encode_string_ascii(Thread& t, Args args);

}  // namespace gilt
