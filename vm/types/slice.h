// slice: three values of any type, and what they mean for a sequence of a given length.
//
// Thread-safety: immutable. Source: Objects/sliceobject.c (PySlice_Unpack, PySlice_AdjustIndices).
#pragma once

#include <cstdint>

#include "base/bigint.h"
#include "vm/call_args.h"
#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct SliceObject : Object {
  Value start, stop, step;  // owned
};

Ref make_slice(Thread& t, Value start, Value stop, Value step);
bool is_slice(Thread& t, Value v);

// start, start + step, ...: `length` positions, all inside the sequence once adjust() was called.
struct SliceRange {
  int64_t start, stop, step;
  int64_t length = 0;

  void adjust(int64_t sequence_length);
};

// The numbers of a slice (missing ones filled in), clipped to 64 bits; may run __index__, so take
// the sequence's length afterwards and adjust(). False: TypeError, or ValueError for a step of 0.
bool unpack_slice(Thread& t, Value slice, SliceRange* out);

// The same in numbers of any size, clipped to a sequence of `length` items: slice.indices().
bool slice_indices(Thread& t, Value slice, const BigInt& length, BigInt* start, BigInt* stop,
                   BigInt* step);

}  // namespace gilt
