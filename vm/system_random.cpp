#include "vm/system_random.h"

#include <cerrno>

#include "vm/errors.h"

namespace gilt {

bool system_random(Thread& t, void* out, size_t size) {
  auto* bytes = static_cast<char*>(out);
  while (size > 0) {
    const ssize_t got = t.host().random_bytes(bytes, size);
    if (got < 0 && errno != EINTR) return raise_os_error(t, errno);
    if (got > 0) {
      bytes += got;
      size -= static_cast<size_t>(got);
    }
  }
  return true;
}

}  // namespace gilt
