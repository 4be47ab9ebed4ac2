// Where the VM and the compiler meet: the VM asks for code through Runtime::compile, because it
// does not know the compiler.
#pragma once

#include <string_view>

#include "bytecode/compiler/compile.h"
#include "vm/runtime.h"

namespace gilt::cli {

void install_compile_hook(Runtime& runtime);

// What became of a compilation: a code object, or null with SyntaxError pending. Warnings are
// printed.
Ref finish_compilation(Thread& t, compiler::CompileResult result, std::string_view filename);

}  // namespace gilt::cli
