// operator: the part that is a file of its own.
#pragma once

namespace gilt {

struct DictObject;
class Thread;

bool add_operator_getters(Thread& t, DictObject* ns);  // itemgetter, attrgetter, methodcaller

}  // namespace gilt
