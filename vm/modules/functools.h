// _functools: the parts that are files of their own.
#pragma once

namespace gilt {

struct DictObject;
class Thread;

bool add_partial(Thread& t, DictObject* ns);    // partial, Placeholder
bool add_lru_cache(Thread& t, DictObject* ns);  // _lru_cache_wrapper

}  // namespace gilt
