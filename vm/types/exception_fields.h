// Between the files that implement exceptions: BaseException's slots, for the classes that extend
// them, and the registration of those classes.
#pragma once

#include <span>

#include "vm/errors.h"
#include "vm/ref.h"
#include "vm/type.h"
#include "vm/types/exception.h"

namespace gilt {

Ref exception_construct(Thread& t, Type* cls, CallArgs args);
bool exception_init(Thread& t, Value self, CallArgs args);
Ref exception_str(Thread& t, Value self);

// Fields, slots and attributes of the classes that have their own; nothing for the others.
void init_exception_fields(Thread& t, Type& type, Exc which);  // exception_fields.cpp
void init_syntax_error(Thread& t, Type& type);                 // syntax_error.cpp
void init_os_error(Thread& t, Type& type);                     // os_error.cpp
void init_unicode_error(Thread& t, Type& type);                // unicode_error.cpp: the base
void init_unicode_codec_error(Type& type, Exc which);          // decode, encode, translate
void init_exception_group(Thread& t, Type& type);              // exception_group.cpp

template <int Index>
Ref get_exception_field(Thread& t, Value self) {
  return exception_field(t, self, Index);
}
template <int Index>
bool set_exception_field(Thread& t, Value self, Value value) {
  Ref stored;
  if (value) stored = Ref::copy(t, value);
  assign_slot(t, self.as<ExceptionObject>()->fields[Index], std::move(stored));
  return true;
}
inline void put_exception_field(Thread& t, Value self, int index, Value value) {
  assign_slot(t, self.as<ExceptionObject>()->fields[index], Ref::copy(t, value));
}

// Like the CPython argument parser: keywords of `args` whose name is names[i] go to the field
// first_field + i; any other is a TypeError.
bool take_keyword_fields(Thread& t, Value self, CallArgs args, std::span<const char* const> names,
                         int first_field, const char* function);

// Room for `count` fields.
inline void set_field_count(Type& type, int count) {
  type.instance_size = static_cast<uint32_t>(sizeof(ExceptionObject) + count * sizeof(Slot));
}

}  // namespace gilt
