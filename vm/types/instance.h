// Instance: objects whose attributes live in slots that a Shape describes.
//
// A Shape is an immutable description of which attribute is in which slot; adding an attribute moves
// the instance to the next shape (a tree with one root for each class). The shape's `id` is what
// inline caches compare: one number that vouches for the class, for the attribute's slot, and (since
// changing a class renews the ids of its shapes) for what the class says about the name.
//
// Thread-safety: readers need no lock: they load the shape, then the slot array, then the slot, and
// then check that the shape is unchanged. Writers hold the object's lock. Adding: new array (when
// there is no room), value, then the new shape. Removing, and turning into a dict: the shape becomes
// Shape::kChanging first, then the new array, then the new shape. Old arrays are retired (QSBR).
#pragma once

#include <atomic>
#include <cstdint>

#include "vm/object.h"

namespace gilt {

class Shape;

// Where an object keeps its attributes. The slot array has `capacity` slots in front of which stands
// its header; it is either part of the object (inline) or allocated.
struct AttributeStorage {
  std::atomic<Shape*> shape{nullptr};  // null: no attribute yet
  std::atomic<Slot*> slots{nullptr};
};

struct Instance : Object {
  AttributeStorage attributes_;
};
static_assert(sizeof(Instance) == 40);

}  // namespace gilt
