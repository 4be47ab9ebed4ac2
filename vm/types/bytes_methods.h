// What bytes and bytearray share: methods that leave the object as it is, and operators.
//
// The methods take their object's content as it is when they start (BytesContent), so that no lock
// is held while arguments are converted; their results are of the object's own kind.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "vm/native.h"
#include "vm/types/bytes.h"
#include "vm/types/slice.h"

namespace gilt {

std::span<const MethodRow> bytes_text_methods();  // bytes_methods.cpp: case, classes, padding, hex
std::span<const MethodRow> bytes_search_methods();  // bytes_search.cpp: find, split, replace, strip

// A bytearray for a bytearray, bytes otherwise.
Ref make_like(Thread& t, Value self, std::string_view content);

// The value of an operand or argument that must be bytes-like, for one expression:
//   GILT_TRY(require_bytes_like(t, v)); BytesContent content(t, v);
// TypeError: "a bytes-like object is required, not 'T'".
bool require_bytes_like(Thread& t, Value v);

Ref bytes_add(Thread& t, Value a, Value b);
Ref bytes_multiply(Thread& t, Value a, Value b);
Ref bytes_remainder(Thread& t, Value format, Value args);  // bytes_percent.cpp
Ref bytes_compare(Thread& t, Value a, Value b, CompareOp op);
Truth bytes_contains(Thread& t, Value self, Value item);
// The bytes at the positions of a slice.
std::string slice_bytes(std::string_view content, const SliceRange& range);

// What the constructors of both make of their arguments (source, encoding, errors): the content.
// `type` is the name of the type for messages.
bool construct_content(Thread& t, const char* type, CallArgs args, std::string* out);

}  // namespace gilt
