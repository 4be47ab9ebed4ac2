// Code generation: a walk over the syntax tree that writes the instructions of each code unit.
//
// One class, its methods grouped by file: codegen.cpp (units, names), codegen_stmt.cpp,
// codegen_try.cpp (blocks that must be unwound), codegen_expr.cpp, codegen_string.cpp,
// codegen_call.cpp, codegen_function.cpp, codegen_class.cpp, codegen_comprehension.cpp,
// codegen_pattern.cpp. The sequences are CPython 3.14's (Python/codegen.c). Errors are thrown as
// SyntaxFailure. Used by one compile() at a time.
#pragma once

#include <set>

#include "bytecode/compiler/compile.h"
#include "bytecode/compiler/flowgraph.h"
#include "bytecode/compiler/symtable.h"

namespace gilt::compiler {

enum class UnitKind : uint8_t {
  kModule,
  kClass,
  kFunction,
  kAsyncFunction,
  kLambda,
  kComprehension,
  kAnnotations,
  kTypeParams,
};

// A construct that return, break and continue must leave properly.
enum class BlockKind : uint8_t {
  kWhileLoop,
  kForLoop,
  kTryExcept,
  kFinallyTry,
  kFinallyEnd,
  kWith,
  kAsyncWith,
  kHandlerCleanup,
  kPopValue,
  kExceptionHandler,
  kExceptionGroupHandler,
};

struct FrameBlock {
  BlockKind kind;
  Label start, exit;
  const ast::Seq<ast::StmtNode*>* final_body = nullptr;
  std::string name;  // of a handler's variable
  SourceSpan span;
};

struct DeferredAnnotation {
  const ast::AnnAssign* stmt;
  int conditional_index;  // -1: always set
};

struct UnitState {
  Unit unit;
  IrList list;
  Scope* scope = nullptr;
  UnitKind kind = UnitKind::kModule;
  std::string private_name;
  std::vector<FrameBlock> blocks;
  std::set<std::string> static_attributes;
  std::set<std::string> fast_hidden;
  std::vector<DeferredAnnotation> annotations;
  int next_conditional = 0;
  bool in_conditional_block = false;
  int in_inlined_comprehension = 0;
  size_t annotations_position = 0;  // of a module, where __annotate__ is made
  UnitState* outer = nullptr;
};

// The pattern being compiled (PEP 634).
struct PatternState {
  std::vector<std::string> stores;
  bool allow_irrefutable = false;
  std::vector<Label> fail_pop;
  int on_top = 0;
};

class Codegen {
 public:
  Codegen(const SymbolTable& symbols, std::string filename, uint32_t future_flags,
          const CompileOptions& options, std::vector<SyntaxWarning>& warnings)
      : symbols_(symbols),
        filename_(std::move(filename)),
        future_flags_(future_flags),
        options_(options),
        warnings_(warnings) {}

  std::shared_ptr<const Code> module(const ast::ModNode& module);

 private:
  using Body = ast::Seq<ast::StmtNode*>;
  using Exprs = ast::Seq<ast::ExprNode*>;
  using Generators = ast::Seq<ast::Comprehension*>;

  // --- units and instructions (codegen.cpp) ---
  void enter(std::string_view name, UnitKind kind, Scope* scope, int first_line);
  std::shared_ptr<const Code> leave(bool return_none);
  std::string qualified_name(const std::string& name) const;
  uint32_t code_flags() const;
  void emit(Opcode op, SourceSpan span) { unit_->list.add(ir(op), 0, span); }
  void emit(Opcode op, int arg, SourceSpan span) { unit_->list.add(ir(op), arg, span); }
  void emit(PseudoOp op, SourceSpan span) { unit_->list.add(op, 0, span); }
  void jump(Opcode op, Label target, SourceSpan span) { unit_->list.add(ir(op), target.id, span); }
  void jump(PseudoOp op, Label target, SourceSpan span) { unit_->list.add(op, target.id, span); }
  Label new_label() { return unit_->list.new_label(); }
  void use(Label label) { unit_->list.use_label(label); }
  void load_const(Constant value, SourceSpan span);
  void load_none(SourceSpan span) { load_const(Constant{NoneConstant{}}, span); }
  void load_int(int64_t value, SourceSpan span) { load_const(Constant{value}, span); }
  void load_str(std::string_view text, SourceSpan span);
  std::string mangled(std::string_view name) const {
    return mangle(*unit_->scope, unit_->private_name, name);
  }
  int name_index(std::string_view name) { return unit_->unit.names.add(mangled(name)); }
  enum class Access { kLoad, kStore, kDelete };
  void name_op(std::string_view name, Access access, SourceSpan span);
  void load_name(std::string_view name, SourceSpan span) { name_op(name, Access::kLoad, span); }
  void store_name(std::string_view name, SourceSpan span) { name_op(name, Access::kStore, span); }
  void delete_name(std::string_view name, SourceSpan span) { name_op(name, Access::kDelete, span); }
  int cell_index(const std::string& mangled_name) const;
  int cell_or_free_index(const std::string& mangled_name) const;
  void warn(std::string message, const ast::Location& where);
  bool future_annotations() const { return (future_flags_ & kCoFutureAnnotations) != 0; }
  bool in_function() const {
    return unit_->kind == UnitKind::kFunction || unit_->kind == UnitKind::kAsyncFunction ||
           unit_->kind == UnitKind::kLambda;
  }

  // --- statements (codegen_stmt.cpp) ---
  void module_body(const Body& body, SourceSpan span);
  void body_with_docstring(const Body& body, SourceSpan span);
  void stmts(const Body& body, size_t from = 0);
  void conditional_stmts(const Body& body);
  void stmt(const ast::StmtNode* stmt);
  void expr_stmt(const ast::ExprNode* value, SourceSpan span);
  void assign(const ast::Assign* stmt);
  void aug_assign(const ast::AugAssign* stmt);
  void ann_assign(const ast::AnnAssign* stmt);
  void check_ann_expr(const ast::ExprNode* expr);
  void delete_target(const ast::ExprNode* target);
  void if_stmt(const ast::If* stmt);
  void while_stmt(const ast::While* stmt);
  void for_stmt(const ast::For* stmt);
  void async_for_stmt(const ast::AsyncFor* stmt);
  void assert_stmt(const ast::Assert* stmt);
  void import_stmt(const ast::Import* stmt);
  void import_as(std::string_view name, std::string_view asname, SourceSpan span);
  void import_from(const ast::ImportFrom* stmt);
  void raise_stmt(const ast::Raise* stmt);
  void jump_if(const ast::ExprNode* test, Label target, bool condition);

  // --- blocks (codegen_try.cpp) ---
  void push_block(FrameBlock block, SourceSpan where);
  void pop_block() { unit_->blocks.pop_back(); }
  void unwind(SourceSpan& span, FrameBlock block, bool keep_top);
  const FrameBlock* unwind_to_loop(SourceSpan& span, bool keep_top, bool to_loop, FrameBlock& loop,
                                   const ast::StmtNode* stmt);
  void return_stmt(const ast::Return* stmt);
  void break_stmt(const ast::StmtNode* stmt);
  void continue_stmt(const ast::StmtNode* stmt);
  void try_stmt(const ast::Try* stmt);
  void try_star_stmt(const ast::TryStar* stmt);
  template <class TryStmt>
  void try_statement(const TryStmt* stmt, void (Codegen::*handlers)(const TryStmt*));
  template <class TryStmt, class Inner>
  void try_finally(const TryStmt* stmt, Inner inner);
  void try_except(const ast::Try* stmt);
  void try_except_star(const ast::TryStar* stmt);
  void unset_handler_name(std::string_view name);
  void pop_except_and_reraise(SourceSpan span);
  template <class WithStmt>
  void with_stmt(const WithStmt* stmt, size_t item, bool is_async);
  void call_exit_with_nones(SourceSpan span);
  void await_on_stack(int kind, SourceSpan span);
  void with_except_finish(Label cleanup);

  // --- expressions (codegen_expr.cpp) ---
  void expr(const ast::ExprNode* expr);
  void bool_op(const ast::BoolOp* op);
  void compare(const ast::Compare* op);
  void compare_op(ast::CmpOp op, SourceSpan span);
  void binary_op(ast::Operator op, bool inplace, SourceSpan span);
  void unary_op(const ast::UnaryOp* op);
  void if_exp(const ast::IfExp* op);
  void dict(const ast::Dict* dict);
  void sub_dict(const ast::Dict* dict, size_t begin, size_t end);
  void tuple_or_list(const ast::ExprNode* node, const Exprs& elements, ast::ExprContext context,
                     bool tuple);
  void star_unpack(const Exprs& elements, SourceSpan span, int pushed, Opcode build, Opcode add,
                   Opcode extend, bool tuple, const char* injected = nullptr);
  void unpack_targets(const Exprs& elements, SourceSpan span);
  void attribute(const ast::Attribute* node);
  void subscript(const ast::Subscript* node);
  void slice(const ast::Slice* node);
  void slice_two_parts(const ast::Slice* node);
  void yield(const ast::Yield* node);
  void yield_from(const ast::YieldFrom* node);
  void await(const ast::Await* node);
  void emit_yield(SourceSpan span);
  void emit_yield_from(SourceSpan span, bool is_await);
  // strings (codegen_string.cpp)
  void joined_str(const ast::JoinedStr* node);
  void formatted_value(const ast::FormattedValue* node);
  void template_str(const ast::TemplateStr* node);
  void interpolation(const ast::Interpolation* node);
  bool percent_format(const ast::BinOp* node);
  void check_compare(const ast::Compare* node);
  void check_subscript(const ast::Subscript* node);

  // --- calls (codegen_call.cpp) ---
  void call(const ast::Call* node);
  void check_caller(const ast::ExprNode* func);
  void validate_keywords(const ast::Seq<ast::Keyword*>& keywords);
  bool method_call(const ast::Call* node);
  bool import_originated(const ast::ExprNode* node) const;
  void inline_builtin_call(const ast::Call* node, Label end);
  void call_arguments(SourceSpan span, int pushed, const Exprs& args,
                      const ast::Seq<ast::Keyword*>& keywords, const char* injected = nullptr);
  void keyword_dict(const ast::Seq<ast::Keyword*>& keywords, size_t begin, size_t end,
                    SourceSpan span);
  int keyword_names(const ast::Seq<ast::Keyword*>& keywords, SourceSpan span);
  bool is_super_call(const ast::ExprNode* value, std::string_view attr) const;
  void load_super_arguments(const ast::ExprNode* call);
  void super_attribute(const ast::Attribute* node, bool method, SourceSpan span);

  // --- functions (codegen_function.cpp) ---
  template <class Def>
  void function(const Def* def, bool is_async);
  template <class Def>
  void function_body(const Def* def, bool is_async, int flags, int first_line);
  void lambda(const ast::Lambda* node);
  int default_arguments(const ast::Arguments* args, SourceSpan span);
  int keyword_defaults(const ast::Arguments* args, SourceSpan span);
  int function_annotations(const ast::Arguments* args, const ast::ExprNode* returns,
                           SourceSpan span);
  void annotation_entry(std::string_view name, const ast::ExprNode* annotation, SourceSpan span,
                        int& count);
  void annotation_value(const ast::ExprNode* annotation);
  void enter_annotations(Scope* scope, std::string_view name, SourceSpan span);
  std::shared_ptr<const Code> leave_annotations(SourceSpan span);
  void deferred_annotations(SourceSpan span);
  void make_closure(std::shared_ptr<const Code> code, int flags, SourceSpan span);
  void set_parameters(const ast::Arguments* args);
  void decorators(const Exprs& list);
  void apply_decorators(const Exprs& list);
  void wrap_stop_iteration();

  // --- classes, type parameters (codegen_class.cpp) ---
  void class_stmt(const ast::ClassDef* def);
  std::shared_ptr<const Code> class_body(const ast::ClassDef* def, int first_line);
  void type_params(const ast::Seq<ast::TypeParamNode*>& params);
  void type_param_expr(const ast::TypeParamNode* param, ScopePart part, std::string_view name,
                       const ast::ExprNode* value, bool allow_starred);
  void type_alias(const ast::TypeAlias* stmt);
  void add_static_attribute(const ast::Attribute* node);

  // --- comprehensions (codegen_comprehension.cpp) ---
  struct InlinedState;
  void comprehension(const ast::ExprNode* node, Comprehension kind, std::string_view name,
                     const Generators& generators, const ast::ExprNode* element,
                     const ast::ExprNode* value);
  void generator_loop(SourceSpan span, const Generators& generators, size_t index, int depth,
                      const ast::ExprNode* element, const ast::ExprNode* value, Comprehension kind,
                      bool iter_on_stack);
  void async_generator_loop(SourceSpan span, const Generators& generators, size_t index, int depth,
                            const ast::ExprNode* element, const ast::ExprNode* value,
                            Comprehension kind, bool iter_on_stack);
  SourceSpan add_element(const ast::ExprNode* element, const ast::ExprNode* value,
                         Comprehension kind, int depth);
  void push_inlined(Scope* scope, SourceSpan span, InlinedState& state);
  void pop_inlined(SourceSpan span, InlinedState& state);
  void restore_locals(SourceSpan span, const InlinedState& state);

  // --- match (codegen_pattern.cpp) ---
  void match_stmt(const ast::Match* stmt);
  void pattern(const ast::PatternNode* node, PatternState& state);
  void subpattern(const ast::PatternNode* node, PatternState& state);
  void pattern_as(const ast::MatchAs* node, PatternState& state);
  void pattern_store(std::string_view name, SourceSpan span, PatternState& state);
  void pattern_value(const ast::MatchValue* node, PatternState& state);
  void pattern_singleton(const ast::MatchSingleton* node, PatternState& state);
  void pattern_sequence(const ast::MatchSequence* node, PatternState& state);
  void pattern_unpack(const ast::Seq<ast::PatternNode*>& patterns, SourceSpan span,
                      PatternState& state);
  void pattern_unpack_subpatterns(const ast::Seq<ast::PatternNode*>& patterns, SourceSpan span,
                                  PatternState& state);
  void pattern_sequence_subscripts(const ast::Seq<ast::PatternNode*>& patterns, int star,
                                   SourceSpan span, PatternState& state);
  void pattern_mapping(const ast::MatchMapping* node, PatternState& state);
  void pattern_class(const ast::MatchClass* node, PatternState& state);
  void pattern_or(const ast::MatchOr* node, PatternState& state);
  Label fail_label(int pops, PatternState& state);
  void jump_to_fail(Opcode op, SourceSpan span, PatternState& state);
  void emit_fail_pops(SourceSpan span, PatternState& state);

  const SymbolTable& symbols_;
  std::string filename_;
  uint32_t future_flags_;
  const CompileOptions& options_;
  std::vector<SyntaxWarning>& warnings_;
  std::vector<std::unique_ptr<UnitState>> stack_;
  UnitState* unit_ = nullptr;
  bool interactive_ = false;
  int depth_ = 0;
};

inline SourceSpan span_of(const ast::Location& node) {
  return {node.lineno, node.end_lineno, node.col_offset, node.end_col_offset};
}
SourceSpan line_span(int line);                      // (line, 0) to (line, 0)
std::string clean_docstring(std::string_view text);  // without the lines' common indentation
Constant constant_of(const ast::Constant& node);
// The span of `.name` at the end of an attribute access that spans lines.
SourceSpan attribute_span(SourceSpan span, const ast::Attribute& node);
// The expression as source text (for annotations under `from __future__ import annotations`).
std::string unparse(const ast::ExprNode& node);

}  // namespace gilt::compiler
