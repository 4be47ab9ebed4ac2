#include "base/unicode_names.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <iterator>

#include "base/unicode_names_table.h"

namespace gilt {
namespace {

// How the table is made. A name is parted into words by its blanks and behind its hyphens, so
// "BKA- SHOG" is "BKA-", "", "SHOG". kWords holds all different words, kNames the words of each
// name as codes of one to three symbols, whose first symbol tells the length; in both a blank ends
// each entry. A name is found by looking for its codes as text; the number of an entry, by counting
// blanks, from one of the starts kept for every so many entries.
constexpr std::string_view kWordText(kWords, sizeof kWords - 1);
constexpr std::string_view kNameText(kNames, sizeof kNames - 1);
constexpr std::string_view kSymbols(kNameSymbols, sizeof kNameSymbols - 1);
constexpr uint32_t kBase = kSymbols.size();
constexpr uint32_t kThreeSymbolStart = kOneSymbolWords + kTwoSymbolStarts;
constexpr uint32_t kThreeSymbolWords = kOneSymbolWords + kTwoSymbolStarts * kBase;

// Entry `number` of a text with blanks, whose every step-th entry starts at one of `starts`.
std::string_view entry_at(std::string_view text, const uint32_t* starts, uint32_t step,
                          uint32_t number) {
  size_t start = starts[number / step];
  for (uint32_t i = number % step; i > 0; --i) start = text.find(' ', start) + 1;
  return text.substr(start, text.find(' ', start) - start);
}

// The number of the entry of `text` that equals `entry`.
std::optional<uint32_t> find_entry(std::string_view text, std::string_view entry) {
  std::string pattern = std::string(entry) + ' ';
  for (size_t at = 0; (at = text.find(pattern, at)) != text.npos; ++at) {
    if (at == 0 || text[at - 1] == ' ') {
      return static_cast<uint32_t>(std::count(text.begin(), text.begin() + at, ' '));
    }
  }
  return std::nullopt;
}

void append_code(std::string& codes, uint32_t word) {
  if (word < kOneSymbolWords) {
    codes += kSymbols[word];
  } else if (word < kThreeSymbolWords) {
    word -= kOneSymbolWords;
    codes += kSymbols[kOneSymbolWords + word / kBase];
    codes += kSymbols[word % kBase];
  } else {
    word -= kThreeSymbolWords;
    codes += kSymbols[kThreeSymbolStart + word / kBase / kBase];
    codes += kSymbols[word / kBase % kBase];
    codes += kSymbols[word % kBase];
  }
}

// The word whose code starts at codes[*i], which moves past it.
uint32_t read_code(std::string_view codes, size_t* i) {
  auto next = [&] { return static_cast<uint32_t>(kSymbols.find(codes[(*i)++])); };
  uint32_t first = next();
  if (first < kOneSymbolWords) return first;
  uint32_t second = next();
  if (first < kThreeSymbolStart) {
    return kOneSymbolWords + (first - kOneSymbolWords) * kBase + second;
  }
  uint32_t rest = (first - kThreeSymbolStart) * kBase + second;
  return kThreeSymbolWords + rest * kBase + next();
}

std::optional<char32_t> find_in_table(std::string_view name) {
  std::string codes;
  for (size_t start = 0; start <= name.size();) {
    size_t end = std::min(name.find_first_of(" -", start), name.size());
    size_t length = end - start + (end < name.size() && name[end] == '-');
    std::optional<uint32_t> word = find_entry(kWordText, name.substr(start, length));
    if (!word) return std::nullopt;
    append_code(codes, *word);
    start = end + 1;
  }
  std::optional<uint32_t> ordinal = find_entry(kNameText, codes);
  if (!ordinal) return std::nullopt;
  const NameRun* run =
      std::upper_bound(std::begin(kNameRuns), std::end(kNameRuns), *ordinal,
                       [](uint32_t number, const NameRun& r) { return number < r.ordinal; }) -
      1;
  return run->first + (*ordinal - run->ordinal);
}

std::string name_in_table(char32_t c) {
  const NameRun* run =
      std::lower_bound(std::begin(kNameRuns), std::end(kNameRuns), c,
                       [](const NameRun& r, char32_t character) { return r.last < character; });
  if (run == std::end(kNameRuns) || c < run->first) return "";
  uint32_t ordinal = run->ordinal + (c - run->first);
  std::string_view codes = entry_at(kNameText, kNameStarts, kNameStep, ordinal);
  std::string name;
  bool blank = false;  // before the next word
  for (size_t i = 0; i < codes.size();) {
    if (blank) name += ' ';
    std::string_view word = entry_at(kWordText, kWordStarts, kWordStep, read_code(codes, &i));
    name += word;
    blank = word.empty() || word.back() != '-';
  }
  return name;
}

// --- names by rule: ideographs and other numbered characters, Hangul syllables

std::string hexadecimal(char32_t c) {
  char digits[16];
  std::snprintf(digits, sizeof digits, "%X", static_cast<unsigned>(c));
  return digits;
}

std::optional<char32_t> find_numbered(std::string_view name) {
  for (const NumberedNames& names : kNumberedNames) {
    std::string_view prefix = names.prefix;
    if (name.substr(0, prefix.size()) != prefix) continue;
    std::string_view digits = name.substr(prefix.size());
    char32_t c = 0;
    for (char digit : digits.substr(0, 6)) {
      c = c * 16 + static_cast<char32_t>(digit <= '9' ? digit - '0' : digit - 'A' + 10);
    }
    if (c >= names.first && c <= names.last && digits == hexadecimal(c)) return c;
  }
  return std::nullopt;
}

constexpr char32_t kFirstSyllable = 0xAC00;
constexpr uint32_t kVowelCount = 21, kTailCount = 28;
constexpr std::string_view kSyllablePrefix = "HANGUL SYLLABLE ";
constexpr std::string_view kLeads[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                       "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
constexpr std::string_view kVowels[] = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                        "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                        "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
constexpr std::string_view kTails[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                       "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                       "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
constexpr uint32_t kSyllableCount = std::size(kLeads) * kVowelCount * kTailCount;
static_assert(std::size(kVowels) == kVowelCount && std::size(kTails) == kTailCount);

std::string syllable_name(uint32_t number) {
  std::string name(kSyllablePrefix);
  name += kLeads[number / kTailCount / kVowelCount];
  name += kVowels[number / kTailCount % kVowelCount];
  return name.append(kTails[number % kTailCount]);
}

std::optional<char32_t> find_syllable(std::string_view name) {
  if (name.substr(0, kSyllablePrefix.size()) != kSyllablePrefix) return std::nullopt;
  std::string_view sound = name.substr(kSyllablePrefix.size());
  size_t vowel_at = std::min(sound.find_first_of("AEIOUWY"), sound.size());
  size_t tail_at = std::min(sound.find_first_not_of("AEIOUWY", vowel_at), sound.size());
  auto index = [](const auto& list, std::string_view part) {
    return static_cast<uint32_t>(std::find(std::begin(list), std::end(list), part) -
                                 std::begin(list));
  };
  uint32_t lead = index(kLeads, sound.substr(0, vowel_at));
  uint32_t vowel = index(kVowels, sound.substr(vowel_at, tail_at - vowel_at));
  uint32_t tail = index(kTails, sound.substr(tail_at));
  if (lead == std::size(kLeads) || vowel == kVowelCount || tail == kTailCount) return std::nullopt;
  return kFirstSyllable + (lead * kVowelCount + vowel) * kTailCount + tail;
}

}  // namespace

std::optional<char32_t> unicode_lookup(std::string_view name) {
  std::string upper(name);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  if (auto c = find_syllable(upper)) return c;
  if (auto c = find_numbered(upper)) return c;
  if (auto c = find_in_table(upper)) return c;
  for (const NameAlias& alias : kNameAliases) {
    if (upper == alias.name) return alias.character;
  }
  return std::nullopt;
}

std::string unicode_name(char32_t c) {
  if (c >= kFirstSyllable && c < kFirstSyllable + kSyllableCount) {
    return syllable_name(c - kFirstSyllable);
  }
  for (const NumberedNames& names : kNumberedNames) {
    if (c >= names.first && c <= names.last) return names.prefix + hexadecimal(c);
  }
  return name_in_table(c);
}

}  // namespace gilt
