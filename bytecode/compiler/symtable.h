// Which scope every name of a program belongs to: local, cell, free or global.
//
// Built in two walks, as CPython 3.14's Python/symtable.c: the first notes how each block uses its
// names, the second resolves them from the outside in and decides which comprehensions are inlined
// (PEP 709). Annotations live in scopes of their own (PEP 649). Names are stored mangled. Used by
// one compile() at a time; errors are thrown as SyntaxFailure.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bytecode/compiler/ast.h"
#include "bytecode/compiler/failure.h"

namespace gilt::compiler {

enum class BlockType : uint8_t {
  kModule,
  kClass,
  kFunction,
  kAnnotation,
  kTypeAlias,
  kTypeParameters,
  kTypeVariable,
};

enum class Comprehension : uint8_t { kNone, kList, kDict, kSet, kGenerator };

enum SymbolFlag : uint32_t {
  kDefGlobal = 1,
  kDefLocal = 2,
  kDefParam = 4,
  kDefNonlocal = 8,
  kUse = 16,
  kDefFreeClass = 32,  // free here because a nested block needs it, and bound in the class as well
  kDefImport = 64,
  kDefAnnot = 128,
  kDefCompIter = 256,
  kDefTypeParam = 512,
  kDefCompCell = 1024,  // a cell of an inlined comprehension
  kDefBound = kDefLocal | kDefParam | kDefImport | kDefTypeParam,
};

enum class NameScope : uint8_t { kNone, kLocal, kGlobalExplicit, kGlobalImplicit, kFree, kCell };

struct Symbol {
  uint32_t flags = 0;
  NameScope scope = NameScope::kNone;
  int order = 0;  // of first appearance in the block
};

struct Scope {
  BlockType type = BlockType::kModule;
  std::string name;
  std::string private_name;  // of the enclosing class, for mangling
  std::vector<std::string>
      class_params;  // of the type parameters of a class: only these are mangled
  Scope* parent = nullptr;
  std::vector<Scope*> children;
  std::map<std::string, Symbol> symbols;
  std::vector<std::string> params;                                // in the order of their slots
  std::vector<std::pair<std::string, ast::Location>> directives;  // global and nonlocal
  ast::Location location;

  Comprehension comprehension = Comprehension::kNone;
  bool nested = false;
  bool generator = false;
  bool coroutine = false;
  bool comp_inlined = false;
  bool comp_iter_target = false;
  int comp_iter_expr = 0;
  bool varargs = false, varkeywords = false;
  bool needs_class_closure = false;
  bool needs_classdict = false;
  bool can_see_class_scope = false;
  bool annotations_used = false;
  bool has_conditional_annotations = false;
  bool in_conditional_block = false;
  bool method = false;
  bool has_docstring = false;
  Scope* annotation_block = nullptr;  // of a module or class
  std::string generic_part;           // "a TypeVar bound" and the like, for messages

  bool is_function_like() const { return type != BlockType::kModule && type != BlockType::kClass; }
  const Symbol* find(const std::string& mangled) const;
  NameScope scope_of(const std::string& mangled) const;
};

// Which scope of a node: a function has one for its body, one for its annotations, one for its type
// parameters.
enum class ScopePart : uint8_t { kBody, kAnnotations, kTypeParams, kBound, kDefault };

struct SymbolTable {
  std::map<std::pair<const void*, ScopePart>, std::unique_ptr<Scope>> scopes;
  Scope* top = nullptr;

  Scope* find(const void* node, ScopePart part = ScopePart::kBody) const;
};

// `private_name` is a class's name or empty.
std::string mangle(std::string_view private_name, std::string_view name);
// The same for a name in `scope`.
std::string mangle(const Scope& scope, std::string_view private_name, std::string_view name);

SymbolTable build_symbol_table(const ast::ModNode& module, bool future_annotations);

bool has_annotations(const ast::Arguments& args, const ast::ExprNode* returns);

}  // namespace gilt::compiler
