#include "vm/modules/itertools.h"

#include "vm/modules/modules.h"

namespace gilt {
namespace {

bool init(Thread& t, DictObject* ns) {
  return add_itertools_endless(t, ns) && add_itertools_filters(t, ns) &&
         add_itertools_groups(t, ns) && add_itertools_chains(t, ns) &&
         add_itertools_combinatorics(t, ns) && add_itertools_tee(t, ns);
}

}  // namespace

const ModuleRow k_itertools_module = {
    "itertools", "Iterators built from iterators: endless, filtering, grouping, combinatoric.",
    init};

}  // namespace gilt
