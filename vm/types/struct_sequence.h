// Tuples whose items have names: time.struct_time, threading.ExceptHookArgs, sys.version_info and the
// like. Items behind the visible ones (`hidden`) have a name but no index.
//
// Thread-safety: immutable, as tuples. Source: CPython 3.14 Objects/structseq.c.
#pragma once

#include <span>

#include "vm/call_args.h"
#include "vm/ref.h"

namespace gilt {

struct Type;

struct StructField {
  const char* name;
  const char* doc;
};

struct StructSequenceRow {
  const char* doc;
  std::span<const StructField> fields;
  size_t visible;        // how many of the fields are items
  bool callable = true;  // the script may make instances
};

// For the init function of a type whose base is tuple. At most 24 fields.
void init_struct_sequence(Thread& t, Type& type, const StructSequenceRow& row);

// An instance; copies the references. Missing items at the end are None.
Ref make_struct_sequence(Thread& t, Type* type, std::span<const Value> items);

}  // namespace gilt
