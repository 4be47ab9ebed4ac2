#include "bytecode/opcode.h"

namespace gilt {
namespace {

template <size_t N>
std::string_view at(const std::string_view (&names)[N], int index) {
  return index >= 0 && static_cast<size_t>(index) < N ? names[index] : std::string_view("?");
}

constexpr std::string_view kBinary[] = {"+",  "&",  "//", "<<",  "@",   "*",  "%",   "|",   "**",
                                        ">>", "-",  "/",  "^",   "+=",  "&=", "//=", "<<=", "@=",
                                        "*=", "%=", "|=", "**=", ">>=", "-=", "/=",  "^=",  "[]"};
static_assert(sizeof(kBinary) / sizeof(kBinary[0]) == kBinaryOperatorCount);
constexpr std::string_view kCompare[] = {"<", "<=", "==", "!=", ">", ">="};
constexpr std::string_view kCommon[] = {"AssertionError", "NotImplementedError", "tuple", "all",
                                        "any"};
constexpr std::string_view kSpecial[] = {"__enter__", "__exit__", "__aenter__", "__aexit__"};
constexpr std::string_view kIntrinsic1[] = {
    "INTRINSIC_1_INVALID",         "INTRINSIC_PRINT",
    "INTRINSIC_IMPORT_STAR",       "INTRINSIC_STOPITERATION_ERROR",
    "INTRINSIC_ASYNC_GEN_WRAP",    "INTRINSIC_UNARY_POSITIVE",
    "INTRINSIC_LIST_TO_TUPLE",     "INTRINSIC_TYPEVAR",
    "INTRINSIC_PARAMSPEC",         "INTRINSIC_TYPEVARTUPLE",
    "INTRINSIC_SUBSCRIPT_GENERIC", "INTRINSIC_TYPEALIAS"};
constexpr std::string_view kIntrinsic2[] = {"INTRINSIC_2_INVALID",
                                            "INTRINSIC_PREP_RERAISE_STAR",
                                            "INTRINSIC_TYPEVAR_WITH_BOUND",
                                            "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS",
                                            "INTRINSIC_SET_FUNCTION_TYPE_PARAMS",
                                            "INTRINSIC_SET_TYPEPARAM_DEFAULT"};

}  // namespace

std::string_view binary_operator_symbol(int arg) { return at(kBinary, arg); }
std::string_view compare_operator_symbol(int op) { return at(kCompare, op); }
std::string_view common_constant_name(int arg) { return at(kCommon, arg); }
std::string_view special_method_name(int arg) { return at(kSpecial, arg); }
std::string_view intrinsic1_name(int arg) { return at(kIntrinsic1, arg); }
std::string_view intrinsic2_name(int arg) { return at(kIntrinsic2, arg); }

}  // namespace gilt
