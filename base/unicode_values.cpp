#include "base/unicode_values.h"

#include <utf8proc.h>

#include <algorithm>
#include <iterator>

#include "base/unicode.h"
#include "base/unicode_values_table.h"

namespace gilt {
namespace {

// Bidirectional classes by their number in utf8proc_bidi_class_t.
constexpr std::string_view kBidirectional[] = {
    "",   "L",  "LRE", "LRO", "R", "AL", "RLE", "RLO", "PDF", "EN",  "ES",  "ET",
    "AN", "CS", "NSM", "BN",  "B", "S",  "WS",  "ON",  "LRI", "RLI", "FSI", "PDI"};

const utf8proc_property_t& properties(char32_t c) {
  return *utf8proc_get_property(utf8proc_int32_t(c));
}

}  // namespace

std::optional<double> numeric_value(char32_t c) {
  if (int digit = digit_value(c); digit >= 0) return digit;
  auto run = std::lower_bound(std::begin(kNumerals), std::end(kNumerals), c,
                              [](const NumeralRun& r, char32_t x) { return r.last < x; });
  if (run == std::end(kNumerals) || c < run->first) return std::nullopt;
  return static_cast<double>(run->numerator) / run->denominator + (c - run->first);
}

int combining_class(char32_t c) { return properties(c).combining_class; }
std::string_view bidirectional(char32_t c) { return kBidirectional[properties(c).bidi_class]; }
bool is_mirrored(char32_t c) { return properties(c).bidi_mirrored; }

std::string_view east_asian_width(char32_t c) {
  auto next = std::upper_bound(std::begin(kWidths), std::end(kWidths), c,
                               [](char32_t x, const WidthStart& w) { return x < w.first; });
  return (next - 1)->width;
}

}  // namespace gilt
