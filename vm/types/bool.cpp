// bool: True and False, a subclass of int. Source: CPython 3.14 Objects/boolobject.c.
#include "vm/native.h"
#include "vm/types/numbers.h"
#include "vm/types/sequence.h"

namespace gilt {

namespace {

Ref bool_construct(Thread& t, Type*, CallArgs args) {
  GILT_TRY(check_no_keywords(t, "bool", args));
  GILT_TRY(check_positional(t, "bool", args, 0, 1));
  if (args.positional == 0) return Ref::boolean(false);
  return Ref::boolean(GILT_TRY(is_true(t, args.values[0])).yes());
}

Ref bool_repr(Thread& t, Value self) { return make_str(t, self.is_true() ? "True" : "False"); }

bool operate(BinaryOp op, bool a, bool b) {
  return op == BinaryOp::kAnd ? (a && b) : op == BinaryOp::kOr ? (a || b) : a != b;
}

// &, | and ^ stay within bool when both operands are.
template <BinaryOp Op>
Ref bool_logical(Thread& t, Value a, Value b) {
  if (a.is_bool() && b.is_bool()) return Ref::boolean(operate(Op, a.is_true(), b.is_true()));
  return types(t).int_->slots.binary[static_cast<int>(Op)](t, a, b);
}

}  // namespace

void init_bool__type(Thread&, Type& type) {
  type.doc =
      "bool(object=False, /)\n--\n\nReturns True when the argument is true, False otherwise.\nThe "
      "builtins True and False are the only two instances of the class bool.\nThe class bool is a "
      "subclass of the class int, and cannot be subclassed.";
  type.slots.construct = bool_construct;
  type.slots.repr = bool_repr;
  type.slots.binary[static_cast<int>(BinaryOp::kAnd)] = bool_logical<BinaryOp::kAnd>;
  type.slots.binary[static_cast<int>(BinaryOp::kOr)] = bool_logical<BinaryOp::kOr>;
  type.slots.binary[static_cast<int>(BinaryOp::kXor)] = bool_logical<BinaryOp::kXor>;
}

}  // namespace gilt
