// The parts of the sys module, a file each.
#pragma once

#include <span>

#include "vm/native.h"

namespace gilt {

struct DictObject;

std::span<const MethodRow> sys_hook_functions();    // sys_hooks.cpp: exceptions, display, exit
std::span<const MethodRow> sys_thread_functions();  // sys_threads.cpp: the GIL, counts, recursion
bool add_sys_info(Thread& t, DictObject* ns);       // sys_info.cpp: version_info and its like
bool add_sys_streams(Thread& t, DictObject* ns);    // sys_streams.cpp: stdin, stdout, stderr
bool add_quitters(Thread& t);                       // quitter.cpp: the built-ins exit and quit

}  // namespace gilt
