// From JSON text to objects, with the decoder's hooks: what json.JSONDecoder does inside.
//
// nlohmann-json's parser is no help here: Python's module takes NaN and Infinity, lone surrogates
// and (with strict=False) control characters, keeps duplicate keys for object_pairs_hook, hands the
// text of numbers to parse_int and parse_float, stops behind the first value (raw_decode), and its
// errors have texts and places of their own.
//
// Thread-safety: the functions keep no state; the hooks run Python code.
// Source: RFC 8259; CPython 3.14 Modules/_json.c.
#pragma once

#include "vm/call_args.h"
#include "vm/ref.h"

namespace gilt {

// scan_once(decoder, string, index): (the value that starts there, index of what follows).
// StopIteration(index) where no value starts.
Ref json_scan_once(Thread& t, Args args);
// scanstring(string, index, strict=True): (the string whose first character is there, index of what
// follows its quote).
Ref json_scanstring(Thread& t, Args args);

}  // namespace gilt
