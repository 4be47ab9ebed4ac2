// Instance: objects whose attributes live in slots that a Shape describes.
//
// A Shape is an immutable description of which attribute is in which slot; adding an attribute moves
// the instance to the next shape (a tree with one root for each class). The shape's `id` is what
// inline caches compare: one number that vouches for the class, for the attribute's slot, and (since
// changing a class renews the ids of its shapes) for what the class says about the name. An instance
// with many attributes, or whose __dict__ was asked for, keeps them in a dict instead.
//
// Thread-safety: readers need no lock: they load the shape, then the slot array, then the slot, and
// then check that the shape is unchanged. Writers hold the object's lock. Adding: new array (when
// there is no room), value, then the new shape. Turning into a dict (removing does that too): the shape
// becomes the changing shape first, then the new array, then the dict shape, and never a shape with
// slots again, so that a slot's index stays what it was. Old arrays are retired (QSBR).
// Source of the idea: hidden classes of Self (Chambers, Ungar, Lee, OOPSLA 1989).
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct DictObject;
struct Type;

class Shape {
 public:
  enum class Kind : uint8_t {
    kSlots,
    kDict,      // slots[0] holds the dict with all attributes
    kChanging,  // a writer is at work: take the lock
  };
  static constexpr uint32_t kMaxSlots = 64;  // more attributes than that go to a dict

  Shape(Kind kind, Type* type, uint32_t id) : kind(kind), type(type), id(id) {}

  const Kind kind;
  Type* const type;  // borrowed: the runtime keeps shapes and classes
  // Never 0 for kSlots; 0 for the others, which caches never match. Renewed under the type lock.
  std::atomic<uint32_t> id;
  std::vector<Value> names;  // interned str, by slot; immutable

  // The slot of `name`, or -1.
  int find(Value name) const {
    for (size_t i = 0; i < names.size(); i++) {
      if (names[i] == name) return static_cast<int>(i);
    }
    return -1;
  }
  // The shape with one more attribute. Takes the type lock if it is new.
  Shape* with(Thread& t, Value name);

 private:
  friend void invalidate_shapes(Thread& t, Type& type);
  friend void destroy_shapes(Shape* root);
  Shape* find_next(Value name) const;
  // Children, owned: a list that grows at its head, under the type lock, and is read without.
  std::atomic<Shape*> youngest_{nullptr};
  Shape* older_ = nullptr;  // of the same parent
};

// Where an object keeps its attributes.
struct AttributeStorage {
  std::atomic<Shape*> shape{nullptr};  // null: no attribute yet
  std::atomic<Slot*> slots{nullptr};   // null: none; its capacity stands in the word before it
};

struct Instance : Object {
  AttributeStorage attributes_;
};
static_assert(sizeof(Instance) == 40);

// A fresh instance of a class whose construct is object.__new__, with inline slots.
Object* allocate_instance(Thread& t, Type* type);

// The storage of an object, or null when its type has none.
AttributeStorage* attribute_storage(Object* object);

// Attribute `name` (interned) of the instance itself; null without an exception when absent.
Ref instance_get(Thread& t, AttributeStorage& storage, Value name);
bool instance_set(Thread& t, Object* object, AttributeStorage& storage, Value name, Value value);
// *found says whether there was such an attribute. False: raised.
bool instance_delete(Thread& t, Object* object, AttributeStorage& storage, Value name, bool* found);
// obj.__dict__: from now on the attributes live in that dict.
Ref instance_dict(Thread& t, Object* object, AttributeStorage& storage);
bool set_instance_dict(Thread& t, Object* object, AttributeStorage& storage, Ref dict);
// The names of the attributes, as a list (for dir()).
Ref instance_names(Thread& t, Object* object, AttributeStorage& storage);

// For TypeSlots::finalize and traverse of types with attribute storage.
void finalize_attributes(Thread& t, AttributeStorage& storage);
void traverse_attributes(AttributeStorage& storage, void (*visit)(Value, void*), void* arg);

// The number that stands for what the class and its bases say about attributes (Type::version), fresh
// if it has none; 0: none is left.
uint32_t type_version(Thread& t, Type& type);
// Where Type::resolved holds `value`, an attribute of the class, for inline caches guarded by `guard`
// (the class's version, or the id of `shape`); -1: no room, or the class has changed since.
int resolved_index(Thread& t, Type& type, Value value, uint32_t guard, const Shape* shape);

// Renews the ids of the class's shapes and those of its subclasses, and forgets their versions, so that
// no inline cache that looked at the class matches any more. To be called when a class changes. The caller holds the type lock.
void invalidate_shapes(Thread& t, Type& type);
void destroy_shapes(Shape* root);

}  // namespace gilt
