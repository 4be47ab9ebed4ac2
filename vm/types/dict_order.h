// What OrderedDict needs beyond dict: taking entries from the front, and moving them to either end.
//
// Thread-safety: each call holds the dict's lock, and is one event.
#pragma once

#include "vm/types/dict.h"

namespace gilt {

// Removes the first entry: false, without an exception, when there is none. Amortised O(1): the
// table remembers where its live entries begin.
bool dict_pop_first(Thread& t, DictObject* d, Ref* key, Ref* value);

// Moves an entry behind all others (O(1)), or before them (O(n): the table is made anew). False
// when it raised: KeyError for an absent key.
bool dict_move_to_end(Thread& t, DictObject* d, Value key, bool last);

}  // namespace gilt
