// cell: a variable shared between a function and the functions it encloses.
#pragma once

#include "vm/object.h"
#include "vm/ref.h"

namespace gilt {

struct CellObject : Object {
  Slot contents;  // empty: unbound
};

Ref make_cell(Thread& t, Ref contents);

}  // namespace gilt
