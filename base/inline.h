// GILT_INLINE: for the few functions of the interpreter's fast path that must be part of their caller,
// whatever the optimiser thinks of the size of the loop.
#pragma once

#define GILT_INLINE inline __attribute__((always_inline))
