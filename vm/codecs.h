// Text encodings: utf-8, ascii, latin-1, with the error handlers strict, ignore, replace,
// backslashreplace, surrogateescape, surrogatepass and (encoding) xmlcharrefreplace.
//
// Source: CPython Objects/unicodeobject.c, Python/codecs.c. Others are a LookupError that names
// them.
#pragma once

#include <string>
#include <string_view>

#include "vm/ref.h"

namespace gilt {

// The bytes of `str` (a str object) in `encoding`. False: UnicodeEncodeError or LookupError.
bool encode_text(Thread& t, Value str, std::string_view encoding, std::string_view errors,
                 std::string* out);

// The text of `data`, which are the bytes of `object` (for the exception). Null: UnicodeDecodeError
// or LookupError.
Ref decode_text(Thread& t, Value object, std::string_view data, std::string_view encoding,
                std::string_view errors);

// The arguments of encode(), decode() and str(): a missing one is "utf-8" or "strict".
bool codec_arguments(Thread& t, const char* function, Value encoding, Value errors,
                     std::string_view* encoding_out, std::string_view* errors_out);

}  // namespace gilt
