// The extra-thread rule of CPython 3.13t: when the first extra thread starts without the GIL, functions,
// classes, modules and code objects of module level become immortal, so that threads that call the same
// function do not fight over the cache line of its count.
//
// Called by the only thread there is. Source: CPython 3.13 Objects/object.c (_PyObject_SetDeferredRefcount
// and gh-117376), "Known issues" of the free-threading HOWTO of 3.13.
#pragma once

namespace gilt {

class Thread;

// All that is reachable from sys.modules: the modules with their namespaces, their functions, the
// classes with their methods, and the code of all of these with its constants.
void immortalise_shared_objects(Thread& t);

}  // namespace gilt
