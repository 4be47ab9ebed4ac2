// import: native modules, modules written in Python that are embedded in the binary (vm/lib), and .py
// files and packages on sys.path.
//
// Thread-safety: one import at a time (Runtime::import_lock, recursive); a module is in sys.modules
// before its body runs, as in CPython.
#pragma once

#include <string_view>

#include "vm/native.h"
#include "vm/ref.h"

namespace gilt {

// The rows of all native modules (vm/modules/modules.cpp).
std::span<const ModuleRow* const> native_modules();

// A module written in Python that is part of the binary; null text when there is none of that name.
struct EmbeddedModule {
  std::string_view name, source;
  bool package;
};
const EmbeddedModule* find_embedded_module(std::string_view name);

// import a.b.c: imports all of them and returns the last one.
Ref import_module(Thread& t, std::string_view name);

// Finds the source file of a module on sys.path; empty: not found.
std::string find_source(Thread& t, std::string_view name, bool* package);

}  // namespace gilt
