// Atomic and ShortLock: what threads of the gil layer share words through: std::atomic and
// std::mutex. They have names so that the model tests can put others in their place (tests/model):
// there every operation on them is a point where another thread may go on. That build names the
// header with those in GILT_MODEL; nothing else in gil/ knows of it.
//
// The fields of a Parker are the host's (gil/host.h), and signal handlers need the real thing
// (gil/signals.h): these stay std::atomic.
#pragma once

#include <atomic>
#include <mutex>

#ifdef GILT_MODEL
#include GILT_MODEL
#else

namespace gilt::gil {

template <class T>
using Atomic = std::atomic<T>;

// Held for a few instructions, never while a thread sleeps.
using ShortLock = std::mutex;

}  // namespace gilt::gil

#endif
