// itertools: one file for each family of its iterators, put together in itertools.cpp.
//
// Thread-safety: see vm/modules/native_iterator.h. next() of count, repeat and the combinatoric
// iterators is atomic.
// Source: CPython 3.14 Modules/itertoolsmodule.c.
#pragma once

#include "vm/call_args.h"

namespace gilt {

struct DictObject;
class Thread;

bool add_itertools_endless(Thread& t, DictObject* ns);  // count, cycle, repeat
bool add_itertools_filters(Thread& t, DictObject* ns);  // compress, dropwhile, filterfalse, ...
bool add_itertools_groups(Thread& t, DictObject* ns);   // batched, groupby, pairwise
bool add_itertools_chains(Thread& t, DictObject* ns);   // accumulate, chain, islice, zip_longest
bool add_itertools_combinatorics(Thread& t, DictObject* ns);  // product, permutations, ...
bool add_itertools_tee(Thread& t, DictObject* ns);

}  // namespace gilt
