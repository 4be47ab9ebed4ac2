// SHA-512 (FIPS 180-4), for seeding random from text.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace gilt {

std::array<uint8_t, 64> sha512(std::string_view bytes);

}  // namespace gilt
