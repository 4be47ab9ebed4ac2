// The abstract syntax tree: CPython 3.14's Parser/Python.asdl, node for node and field for field.
//
// Bases: ModNode, StmtNode, ExprNode, PatternNode, TypeParamNode. Each has a `kind`; switch on it
// and cast with `as<BinOp>(node)` (checked in debug builds) or test with `dyn<Name>(node)`.
//
// Thread-safety: built by one parser, read-only afterwards.
// Invariants:
//  1. Nodes, sequences and text live in the arena that the parser was given, all at once.
//  2. An optional node is a null pointer; an absent optional identifier is an empty view.
//  3. lineno counts from 1; col_offset and end_col_offset are UTF-8 byte offsets from 0.
//  4. A null entry in Dict::keys is a `**mapping`; one in Arguments::kw_defaults means "required".
//  5. Text is UTF-8; lone surrogates written as escapes are in WTF-8 (three bytes each).
//  6. Left-nested chains (a+a+a..., a.b.c...) may be some thousand levels deep (kMaxChain in
//     parser.cpp) and brackets nest to 200: recursive visitors count their depth.
#pragma once

#include <cassert>
#include <cstdint>
#include <string_view>

#include "bytecode/compiler/arena.h"

namespace gilt::ast {

using Identifier = std::string_view;

struct Location {
  int lineno = 0;
  int col_offset = 0;
  int end_lineno = 0;
  int end_col_offset = 0;
};

enum class ModKind : uint8_t { kModule, kInteractive, kExpression };

enum class StmtKind : uint8_t {
  kFunctionDef,
  kAsyncFunctionDef,
  kClassDef,
  kReturn,
  kDelete,
  kAssign,
  kTypeAlias,
  kAugAssign,
  kAnnAssign,
  kFor,
  kAsyncFor,
  kWhile,
  kIf,
  kWith,
  kAsyncWith,
  kMatch,
  kRaise,
  kTry,
  kTryStar,
  kAssert,
  kImport,
  kImportFrom,
  kGlobal,
  kNonlocal,
  kExpr,
  kPass,
  kBreak,
  kContinue,
};

enum class ExprKind : uint8_t {
  kBoolOp,
  kNamedExpr,
  kBinOp,
  kUnaryOp,
  kLambda,
  kIfExp,
  kDict,
  kSet,
  kListComp,
  kSetComp,
  kDictComp,
  kGeneratorExp,
  kAwait,
  kYield,
  kYieldFrom,
  kCompare,
  kCall,
  kFormattedValue,
  kInterpolation,
  kJoinedStr,
  kTemplateStr,
  kConstant,
  kAttribute,
  kSubscript,
  kStarred,
  kName,
  kList,
  kTuple,
  kSlice,
};

enum class PatternKind : uint8_t {
  kMatchValue,
  kMatchSingleton,
  kMatchSequence,
  kMatchMapping,
  kMatchClass,
  kMatchStar,
  kMatchAs,
  kMatchOr,
};

enum class TypeParamKind : uint8_t { kTypeVar, kParamSpec, kTypeVarTuple };

enum class ExprContext : uint8_t { kLoad, kStore, kDel };
enum class BoolOperator : uint8_t { kAnd, kOr };
enum class Operator : uint8_t {
  kAdd,
  kSub,
  kMult,
  kMatMult,
  kDiv,
  kMod,
  kPow,
  kLShift,
  kRShift,
  kBitOr,
  kBitXor,
  kBitAnd,
  kFloorDiv,
};
enum class UnaryOperator : uint8_t { kInvert, kNot, kUAdd, kUSub };
enum class CmpOp : uint8_t { kEq, kNotEq, kLt, kLtE, kGt, kGtE, kIs, kIsNot, kIn, kNotIn };

struct ModNode {
  ModKind kind;
};
struct StmtNode : Location {
  StmtKind kind;
};
struct ExprNode : Location {
  ExprKind kind;
  bool parenthesized = false;  ///< written in its own parentheses (Tuple and GeneratorExp: never)
};
struct PatternNode : Location {
  PatternKind kind;
};
struct TypeParamNode : Location {
  TypeParamKind kind;
};

/// Checked downcast: as<BinOp>(expr).
template <typename T, typename Base>
const T* as(const Base* node) {
  assert(node->kind == T::kKind);
  return static_cast<const T*>(node);
}
template <typename T, typename Base>
T* as(Base* node) {
  assert(node->kind == T::kKind);
  return static_cast<T*>(node);
}
/// The node as a T, or null if it is null or something else.
template <typename T, typename Base>
const T* dyn(const Base* node) {
  return node && node->kind == T::kKind ? static_cast<const T*>(node) : nullptr;
}
template <typename T, typename Base>
T* dyn(Base* node) {
  return node && node->kind == T::kKind ? static_cast<T*>(node) : nullptr;
}

/// Gives a node struct its base and its kind.
template <typename Base, auto kValue>
struct Is : Base {
  static constexpr auto kKind = kValue;
  Is() { this->kind = kValue; }
};

// --- parts that are no nodes of their own ---

struct Arg : Location {
  Identifier arg;
  ExprNode* annotation = nullptr;
};

struct Arguments {
  Seq<Arg*> posonlyargs;
  Seq<Arg*> args;
  Arg* vararg = nullptr;
  Seq<Arg*> kwonlyargs;
  Seq<ExprNode*> kw_defaults;  ///< as long as kwonlyargs, null where there is no default
  Arg* kwarg = nullptr;
  Seq<ExprNode*> defaults;  ///< of the last posonlyargs + args
};

struct Keyword : Location {
  Identifier arg;  ///< empty for **value
  ExprNode* value = nullptr;
};

struct Alias : Location {
  Identifier name;  ///< dotted, or "*"
  Identifier asname;
};

struct Comprehension {
  ExprNode* target = nullptr;
  ExprNode* iter = nullptr;
  Seq<ExprNode*> ifs;
  bool is_async = false;
};

struct WithItem {
  ExprNode* context_expr = nullptr;
  ExprNode* optional_vars = nullptr;
};

struct ExceptHandler : Location {
  ExprNode* type = nullptr;
  Identifier name;
  Seq<StmtNode*> body;
};

struct MatchCase {
  PatternNode* pattern = nullptr;
  ExprNode* guard = nullptr;
  Seq<StmtNode*> body;
};

// --- mod ---

struct Module : Is<ModNode, ModKind::kModule> {
  Seq<StmtNode*> body;
};
struct Interactive : Is<ModNode, ModKind::kInteractive> {
  Seq<StmtNode*> body;
};
struct Expression : Is<ModNode, ModKind::kExpression> {
  ExprNode* body = nullptr;
};

// --- stmt ---

struct FunctionDef : Is<StmtNode, StmtKind::kFunctionDef> {
  Identifier name;
  Arguments* args = nullptr;
  Seq<StmtNode*> body;
  Seq<ExprNode*> decorator_list;
  ExprNode* returns = nullptr;
  Seq<TypeParamNode*> type_params;
};
struct AsyncFunctionDef : Is<StmtNode, StmtKind::kAsyncFunctionDef> {
  Identifier name;
  Arguments* args = nullptr;
  Seq<StmtNode*> body;
  Seq<ExprNode*> decorator_list;
  ExprNode* returns = nullptr;
  Seq<TypeParamNode*> type_params;
};
struct ClassDef : Is<StmtNode, StmtKind::kClassDef> {
  Identifier name;
  Seq<ExprNode*> bases;
  Seq<Keyword*> keywords;
  Seq<StmtNode*> body;
  Seq<ExprNode*> decorator_list;
  Seq<TypeParamNode*> type_params;
};
struct Return : Is<StmtNode, StmtKind::kReturn> {
  ExprNode* value = nullptr;
};
struct Delete : Is<StmtNode, StmtKind::kDelete> {
  Seq<ExprNode*> targets;
};
struct Assign : Is<StmtNode, StmtKind::kAssign> {
  Seq<ExprNode*> targets;
  ExprNode* value = nullptr;
};
struct TypeAlias : Is<StmtNode, StmtKind::kTypeAlias> {
  ExprNode* name = nullptr;
  Seq<TypeParamNode*> type_params;
  ExprNode* value = nullptr;
};
struct AugAssign : Is<StmtNode, StmtKind::kAugAssign> {
  ExprNode* target = nullptr;
  Operator op{};
  ExprNode* value = nullptr;
};
struct AnnAssign : Is<StmtNode, StmtKind::kAnnAssign> {
  ExprNode* target = nullptr;
  ExprNode* annotation = nullptr;
  ExprNode* value = nullptr;
  bool simple = false;  ///< a plain name without parentheses
};
struct For : Is<StmtNode, StmtKind::kFor> {
  ExprNode* target = nullptr;
  ExprNode* iter = nullptr;
  Seq<StmtNode*> body;
  Seq<StmtNode*> orelse;
};
struct AsyncFor : Is<StmtNode, StmtKind::kAsyncFor> {
  ExprNode* target = nullptr;
  ExprNode* iter = nullptr;
  Seq<StmtNode*> body;
  Seq<StmtNode*> orelse;
};
struct While : Is<StmtNode, StmtKind::kWhile> {
  ExprNode* test = nullptr;
  Seq<StmtNode*> body;
  Seq<StmtNode*> orelse;
};
struct If : Is<StmtNode, StmtKind::kIf> {
  ExprNode* test = nullptr;
  Seq<StmtNode*> body;
  Seq<StmtNode*> orelse;
};
struct With : Is<StmtNode, StmtKind::kWith> {
  Seq<WithItem*> items;
  Seq<StmtNode*> body;
};
struct AsyncWith : Is<StmtNode, StmtKind::kAsyncWith> {
  Seq<WithItem*> items;
  Seq<StmtNode*> body;
};
struct Match : Is<StmtNode, StmtKind::kMatch> {
  ExprNode* subject = nullptr;
  Seq<MatchCase*> cases;
};
struct Raise : Is<StmtNode, StmtKind::kRaise> {
  ExprNode* exc = nullptr;
  ExprNode* cause = nullptr;
};
struct Try : Is<StmtNode, StmtKind::kTry> {
  Seq<StmtNode*> body;
  Seq<ExceptHandler*> handlers;
  Seq<StmtNode*> orelse;
  Seq<StmtNode*> finalbody;
};
struct TryStar : Is<StmtNode, StmtKind::kTryStar> {
  Seq<StmtNode*> body;
  Seq<ExceptHandler*> handlers;
  Seq<StmtNode*> orelse;
  Seq<StmtNode*> finalbody;
};
struct Assert : Is<StmtNode, StmtKind::kAssert> {
  ExprNode* test = nullptr;
  ExprNode* msg = nullptr;
};
struct Import : Is<StmtNode, StmtKind::kImport> {
  Seq<Alias*> names;
};
struct ImportFrom : Is<StmtNode, StmtKind::kImportFrom> {
  Identifier module;  ///< empty in `from . import x`
  Seq<Alias*> names;
  int level = 0;
};
struct Global : Is<StmtNode, StmtKind::kGlobal> {
  Seq<Identifier> names;
};
struct Nonlocal : Is<StmtNode, StmtKind::kNonlocal> {
  Seq<Identifier> names;
};
struct Expr : Is<StmtNode, StmtKind::kExpr> {
  ExprNode* value = nullptr;
};
struct Pass : Is<StmtNode, StmtKind::kPass> {};
struct Break : Is<StmtNode, StmtKind::kBreak> {};
struct Continue : Is<StmtNode, StmtKind::kContinue> {};

// --- expr ---

struct BoolOp : Is<ExprNode, ExprKind::kBoolOp> {
  BoolOperator op{};
  Seq<ExprNode*> values;
};
struct NamedExpr : Is<ExprNode, ExprKind::kNamedExpr> {
  ExprNode* target = nullptr;
  ExprNode* value = nullptr;
};
struct BinOp : Is<ExprNode, ExprKind::kBinOp> {
  ExprNode* left = nullptr;
  Operator op{};
  ExprNode* right = nullptr;
};
struct UnaryOp : Is<ExprNode, ExprKind::kUnaryOp> {
  UnaryOperator op{};
  ExprNode* operand = nullptr;
};
struct Lambda : Is<ExprNode, ExprKind::kLambda> {
  Arguments* args = nullptr;
  ExprNode* body = nullptr;
};
struct IfExp : Is<ExprNode, ExprKind::kIfExp> {
  ExprNode* test = nullptr;
  ExprNode* body = nullptr;
  ExprNode* orelse = nullptr;
};
struct Dict : Is<ExprNode, ExprKind::kDict> {
  Seq<ExprNode*> keys;  ///< null entry: `**value`
  Seq<ExprNode*> values;
};
struct Set : Is<ExprNode, ExprKind::kSet> {
  Seq<ExprNode*> elts;
};
struct ListComp : Is<ExprNode, ExprKind::kListComp> {
  ExprNode* elt = nullptr;
  Seq<Comprehension*> generators;
};
struct SetComp : Is<ExprNode, ExprKind::kSetComp> {
  ExprNode* elt = nullptr;
  Seq<Comprehension*> generators;
};
struct DictComp : Is<ExprNode, ExprKind::kDictComp> {
  ExprNode* key = nullptr;
  ExprNode* value = nullptr;
  Seq<Comprehension*> generators;
};
struct GeneratorExp : Is<ExprNode, ExprKind::kGeneratorExp> {
  ExprNode* elt = nullptr;
  Seq<Comprehension*> generators;
};
struct Await : Is<ExprNode, ExprKind::kAwait> {
  ExprNode* value = nullptr;
};
struct Yield : Is<ExprNode, ExprKind::kYield> {
  ExprNode* value = nullptr;
};
struct YieldFrom : Is<ExprNode, ExprKind::kYieldFrom> {
  ExprNode* value = nullptr;
};
struct Compare : Is<ExprNode, ExprKind::kCompare> {
  ExprNode* left = nullptr;
  Seq<CmpOp> ops;
  Seq<ExprNode*> comparators;
};
struct Call : Is<ExprNode, ExprKind::kCall> {
  ExprNode* func = nullptr;
  Seq<ExprNode*> args;
  Seq<Keyword*> keywords;
};
struct FormattedValue : Is<ExprNode, ExprKind::kFormattedValue> {
  ExprNode* value = nullptr;
  int conversion = -1;              ///< 's', 'r', 'a' or -1
  ExprNode* format_spec = nullptr;  ///< a JoinedStr
};
struct Interpolation : Is<ExprNode, ExprKind::kInterpolation> {
  ExprNode* value = nullptr;
  std::string_view str;  ///< the expression as it was written
  int conversion = -1;
  ExprNode* format_spec = nullptr;
};
struct JoinedStr : Is<ExprNode, ExprKind::kJoinedStr> {
  Seq<ExprNode*> values;  ///< Constant (str) and FormattedValue
};
struct TemplateStr : Is<ExprNode, ExprKind::kTemplateStr> {
  Seq<ExprNode*> values;  ///< Constant (str) and Interpolation
};

enum class ConstantKind : uint8_t {
  kNone,
  kTrue,
  kFalse,
  kEllipsis,
  kInt,      ///< `int_value`
  kBigInt,   ///< `text`: decimal digits, or "0x" and hexadecimal digits; no underscores
  kFloat,    ///< `float_value`
  kComplex,  ///< imaginary literal: `float_value` is the imaginary part, the real part is 0
  kStr,      ///< `text`
  kBytes,    ///< `text`
};
struct Constant : Is<ExprNode, ExprKind::kConstant> {
  ConstantKind value_kind = ConstantKind::kNone;
  bool u_prefix = false;  ///< asdl's `kind`: the literal was written u"..."
  union {
    int64_t int_value = 0;
    double float_value;
  };
  std::string_view text;
};

struct Attribute : Is<ExprNode, ExprKind::kAttribute> {
  ExprNode* value = nullptr;
  Identifier attr;
  ExprContext ctx{};
};
struct Subscript : Is<ExprNode, ExprKind::kSubscript> {
  ExprNode* value = nullptr;
  ExprNode* slice = nullptr;
  ExprContext ctx{};
};
struct Starred : Is<ExprNode, ExprKind::kStarred> {
  ExprNode* value = nullptr;
  ExprContext ctx{};
};
struct Name : Is<ExprNode, ExprKind::kName> {
  Identifier id;
  ExprContext ctx{};
};
struct List : Is<ExprNode, ExprKind::kList> {
  Seq<ExprNode*> elts;
  ExprContext ctx{};
};
struct Tuple : Is<ExprNode, ExprKind::kTuple> {
  Seq<ExprNode*> elts;
  ExprContext ctx{};
};
struct Slice : Is<ExprNode, ExprKind::kSlice> {
  ExprNode* lower = nullptr;
  ExprNode* upper = nullptr;
  ExprNode* step = nullptr;
};

// --- pattern ---

struct MatchValue : Is<PatternNode, PatternKind::kMatchValue> {
  ExprNode* value = nullptr;
};
struct MatchSingleton : Is<PatternNode, PatternKind::kMatchSingleton> {
  ConstantKind value = ConstantKind::kNone;  ///< kNone, kTrue or kFalse
};
struct MatchSequence : Is<PatternNode, PatternKind::kMatchSequence> {
  Seq<PatternNode*> patterns;
};
struct MatchMapping : Is<PatternNode, PatternKind::kMatchMapping> {
  Seq<ExprNode*> keys;
  Seq<PatternNode*> patterns;
  Identifier rest;
};
struct MatchClass : Is<PatternNode, PatternKind::kMatchClass> {
  ExprNode* cls = nullptr;
  Seq<PatternNode*> patterns;
  Seq<Identifier> kwd_attrs;
  Seq<PatternNode*> kwd_patterns;
};
struct MatchStar : Is<PatternNode, PatternKind::kMatchStar> {
  Identifier name;
};
struct MatchAs : Is<PatternNode, PatternKind::kMatchAs> {
  PatternNode* pattern = nullptr;
  Identifier name;
};
struct MatchOr : Is<PatternNode, PatternKind::kMatchOr> {
  Seq<PatternNode*> patterns;
};

// --- type_param ---

struct TypeVar : Is<TypeParamNode, TypeParamKind::kTypeVar> {
  Identifier name;
  ExprNode* bound = nullptr;
  ExprNode* default_value = nullptr;
};
struct ParamSpec : Is<TypeParamNode, TypeParamKind::kParamSpec> {
  Identifier name;
  ExprNode* default_value = nullptr;
};
struct TypeVarTuple : Is<TypeParamNode, TypeParamKind::kTypeVarTuple> {
  Identifier name;
  ExprNode* default_value = nullptr;
};

}  // namespace gilt::ast
