// Globals, names of modules and classes, locals and cells.
#include "lab/step_access.h"
#include "vm/peek.h"
#include "vm/safe_repr.h"
#include "vm/types/cell.h"
#include "vm/types/str.h"

namespace gilt::lab {
namespace {

std::string local_place(const Look& look, uint32_t slot) {
  return "local " + look.at.code().localsplus[slot];
}
std::string cell_place(const Look& look, uint32_t slot) {
  return "cell " + look.at.code().localsplus[slot];
}

std::string text_or_nothing(Value v) { return v ? value_text(v) : std::string(); }

// The cell in a slot, or no value when the variable is none (yet).
Value cell_content(const Look& look, uint32_t slot) {
  const Value v = look.at.frame->slots[slot].value();
  if (!v.is_object() || v.object()->layout != Layout::kCell) return {};
  return v.as<CellObject>()->contents.load();
}

// Reads that leave the value on top, `depth` below it.
Finish reads(bool shared, std::string place, int depth = 0) {
  return [=](const After& after, StepRecord& record) {
    record.accesses.push_back(read_access(shared, place, after.repr(depth)));
  };
}
Finish notes(std::vector<Access> accesses) {
  return [accesses = std::move(accesses)](const After&, StepRecord& record) {
    for (const Access& access : accesses) record.accesses.push_back(access);
  };
}

Access read_local(const Look& look, uint32_t slot) {
  return read_access(false, local_place(look, slot),
                     text_or_nothing(look.at.frame->slots[slot].value()));
}
Access write_local(const Look& look, uint32_t slot, std::string value) {
  const Value old = look.at.frame->slots[slot].value();
  return write_access(false, local_place(look, slot), text_or_nothing(old), std::move(value));
}

Access delete_local(const Look& look, uint32_t slot) {
  return delete_access(false, local_place(look, slot),
                       text_or_nothing(look.at.frame->slots[slot].value()));
}

bool holds_cell(const Look& look, uint32_t slot) {
  const Value v = look.at.frame->slots[slot].value();
  return v.is_object() && v.object()->layout == Layout::kCell;
}

bool expect_locals(const Look& look, Expectation* out) {
  const uint32_t arg = look.arg();
  const uint32_t first = arg >> 4, second = arg & 15;
  switch (look.instr.op()) {
    case Opcode::LOAD_FAST:
    case Opcode::LOAD_FAST_BORROW:
    case Opcode::LOAD_FAST_CHECK:
    case Opcode::LOAD_FAST_AND_CLEAR:
      if (look.at.frame->slots[arg].is_null()) return true;
      if (holds_cell(look, arg)) {  // for a function that is made here
        out->finish = [name = look.at.code().localsplus[arg]](const After&, StepRecord& record) {
          record.notes.push_back("the cell of " + name);
        };
        return true;
      }
      out->finish = notes({read_local(look, arg)});
      return true;
    case Opcode::LOAD_FAST_LOAD_FAST:
    case Opcode::LOAD_FAST_BORROW_LOAD_FAST_BORROW:
      out->finish = first == second ? notes({read_local(look, first)})
                                    : notes({read_local(look, first), read_local(look, second)});
      return true;
    case Opcode::STORE_FAST:
      out->stores = true;
      out->finish = notes({look.operand(0) ? write_local(look, arg, look.repr(0))
                                           // what LOAD_FAST_AND_CLEAR found empty
                                           : delete_local(look, arg)});
      return true;
    case Opcode::STORE_FAST_LOAD_FAST:
      out->stores = true;
      out->finish = [written = write_local(look, first, look.repr(0)),
                     place = local_place(look, second)](const After& after, StepRecord& record) {
        record.accesses.push_back(written);
        record.accesses.push_back(read_access(false, place, after.repr()));
      };
      return true;
    case Opcode::STORE_FAST_STORE_FAST:
      out->stores = true;
      out->finish =
          notes({write_local(look, first, look.repr(0)), write_local(look, second, look.repr(1))});
      return true;
    case Opcode::DELETE_FAST:
      out->stores = true;
      out->finish = notes({delete_local(look, arg)});
      return true;
    default:
      return false;
  }
}

bool expect_cells(const Look& look, Expectation* out) {
  const uint32_t arg = look.arg();
  switch (look.instr.op()) {
    case Opcode::LOAD_DEREF:
    case Opcode::LOAD_FROM_DICT_OR_DEREF:
      out->finish = reads(true, cell_place(look, arg));
      return true;
    case Opcode::STORE_DEREF:
      out->stores = true;
      out->finish = notes({write_access(true, cell_place(look, arg),
                                        text_or_nothing(cell_content(look, arg)), look.repr(0))});
      return true;
    case Opcode::DELETE_DEREF:
      out->stores = true;
      out->finish = notes(
          {delete_access(true, cell_place(look, arg), text_or_nothing(cell_content(look, arg)))});
      return true;
    default:
      return false;
  }
}

// The dict that LOAD_NAME and STORE_NAME look at first; null: none, or not a dict.
const DictObject* name_space(const Look& look) {
  const Value locals = look.at.frame->locals;
  return locals && is_exact_dict(locals) ? locals.as<DictObject>() : nullptr;
}

bool is_global(const Look& look, std::string_view name) {
  return static_cast<bool>(peek_item(look.at.frame->globals, name));
}

bool expect_names(const Look& look, Expectation* out) {
  const Frame& frame = *look.at.frame;
  const Opcode op = look.instr.op();
  auto name_at = [&](uint32_t index) { return std::string(str_view(frame.code->names[index])); };
  auto writes = [&](const DictObject* ns, bool shared, bool deletes) {
    const std::string name = name_at(look.arg());
    const Value old = ns != nullptr ? peek_item(ns, name) : Value();
    out->stores = true;
    out->finish = notes({deletes ? delete_access(shared, name, text_or_nothing(old))
                                 : write_access(shared, name, text_or_nothing(old), look.repr(0))});
  };
  // The names of a module are its globals; those of a class body are its own until it is made.
  const bool in_module = name_space(look) == frame.globals;
  switch (op) {
    case Opcode::LOAD_GLOBAL: {
      const std::string name = name_at(look.arg() >> 1);
      out->finish = reads(is_global(look, name), name, static_cast<int>(look.arg() & 1));
      return true;
    }
    case Opcode::LOAD_NAME:
    case Opcode::LOAD_FROM_DICT_OR_GLOBALS: {
      const std::string name = name_at(look.arg());
      const bool own =
          name_space(look) != nullptr && !in_module && peek_item(name_space(look), name);
      out->finish = reads(!own && is_global(look, name), name);
      return true;
    }
    case Opcode::STORE_GLOBAL:
    case Opcode::DELETE_GLOBAL:
      writes(frame.globals, true, op == Opcode::DELETE_GLOBAL);
      return true;
    case Opcode::STORE_NAME:
    case Opcode::DELETE_NAME:
      writes(name_space(look), in_module, op == Opcode::DELETE_NAME);
      return true;
    default:
      return false;
  }
}

}  // namespace

bool expect_variables(Look& look, Expectation* out) {
  return expect_locals(look, out) || expect_cells(look, out) || expect_names(look, out);
}

}  // namespace gilt::lab
