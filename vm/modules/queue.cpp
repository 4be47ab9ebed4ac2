// _queue: SimpleQueue, and the exception of queues that have no item.
//
// Source: CPython 3.14 Modules/_queuemodule.c.
#include "vm/modules/modules.h"
#include "vm/native.h"
#include "vm/operations.h"
#include "vm/types/dict.h"
#include "vm/types/str.h"
#include "vm/types/tuple.h"
#include "vm/types/type.h"

namespace gilt {
namespace {

Ref make_empty_class(Thread& t) {
  Ref name = GILT_TRY(make_str(t, "Empty"));
  Ref bases = GILT_TRY(make_tuple(t, {Value::from(exception_type(t, Exc::kException))}));
  Ref ns = GILT_TRY(empty_dict(t));
  Ref module = GILT_TRY(make_str(t, "_queue"));
  Ref doc = GILT_TRY(make_str(t, "Exception raised by Queue.get(block=0)/get_nowait()."));
  if (!dict_set(t, ns.as<DictObject>(), names(t).module, module)) return Ref();
  if (!dict_set(t, ns.as<DictObject>(), names(t).doc, doc)) return Ref();
  const Value args[] = {name, bases, ns};
  return make_class(t, types(t).type, CallArgs(args, 3));
}

bool init_queue_module(Thread& t, DictObject* ns) {
  return add_value(t, ns, "SimpleQueue", Ref::copy(t, types(t).simple_queue)) &&
         add_value(t, ns, "Empty", make_empty_class(t));
}

}  // namespace

const ModuleRow k_queue_module = {
    "_queue",
    "C implementation of the Python queue module.\nThis module is an implementation detail, please "
    "do "
    "not use it directly.",
    init_queue_module,
};

}  // namespace gilt
