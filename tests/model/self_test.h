// The checker held against what is known: programs so small that all their executions can be counted
// by hand, and one program for each way to fail.
#pragma once

namespace gilt::model {

// Says on standard output what is wrong; true if nothing is.
bool self_test();

}  // namespace gilt::model
