// The second walk over the symbol table: resolves every name, from the outside in.
#pragma once

#include "bytecode/compiler/symtable.h"

namespace gilt::compiler {

void resolve_scopes(Scope& module);

}  // namespace gilt::compiler
