#include "bytecode/compiler/symtable_analysis.h"

#include <algorithm>
#include <set>

namespace gilt::compiler {
namespace {

using Names = std::set<std::string>;
using Scopes = std::map<std::string, NameScope>;

std::string quoted(const std::string& name) { return "'" + name + "'"; }

[[noreturn]] void fail_at_directive(const Scope& scope, const std::string& name,
                                    std::string message) {
  for (const auto& [who, where] : scope.directives) {
    if (who == name) fail(&where, std::move(message));
  }
  fail(&scope.location, std::move(message));
}

// What is visible to a block from outside: names bound in functions around it, names declared
// global, type parameters.
struct Visible {
  bool below_module = false;  // false in the module itself, where nonlocal makes no sense
  Names bound, global, type_params;
};

void resolve_name(Scope& scope, const std::string& name, uint32_t flags, Visible& outer,
                  Names& local, Names& free, Scopes& scopes, const Scope* class_entry) {
  if (flags & kDefGlobal) {
    if (flags & kDefNonlocal) {
      fail_at_directive(scope, name, "name " + quoted(name) + " is nonlocal and global");
    }
    scopes[name] = NameScope::kGlobalExplicit;
    outer.global.insert(name);
    outer.bound.erase(name);
    return;
  }
  if (flags & kDefNonlocal) {
    if (!outer.below_module) {
      fail_at_directive(scope, name, "nonlocal declaration not allowed at module level");
    }
    if (!outer.bound.count(name)) {
      fail_at_directive(scope, name, "no binding for nonlocal " + quoted(name) + " found");
    }
    if (outer.type_params.count(name)) {
      fail_at_directive(scope, name,
                        "nonlocal binding not allowed for type parameter " + quoted(name));
    }
    scopes[name] = NameScope::kFree;
    free.insert(name);
    return;
  }
  if (flags & kDefBound) {
    scopes[name] = NameScope::kLocal;
    local.insert(name);
    outer.global.erase(name);
    if (flags & kDefTypeParam) {
      outer.type_params.insert(name);
    } else {
      outer.type_params.erase(name);
    }
    return;
  }
  if (class_entry) {
    const Symbol* symbol = class_entry->find(name);
    if (symbol && (symbol->flags & kDefGlobal)) {
      scopes[name] = NameScope::kGlobalExplicit;
      return;
    }
    if (symbol && (symbol->flags & kDefBound) && !(symbol->flags & kDefNonlocal)) {
      scopes[name] = NameScope::kGlobalImplicit;
      return;
    }
  }
  if (outer.bound.count(name)) {
    scopes[name] = NameScope::kFree;
    free.insert(name);
    return;
  }
  scopes[name] = NameScope::kGlobalImplicit;
}

bool is_free_in_any_child(const Scope& scope, const std::string& name) {
  return std::any_of(scope.children.begin(), scope.children.end(),
                     [&](const Scope* child) { return child->scope_of(name) == NameScope::kFree; });
}

// The comprehension's variables become the enclosing block's (PEP 709).
void inline_comprehension(Scope& scope, Scope& comp, Scopes& scopes, Names& comp_free,
                          Names& inlined_cells) {
  for (auto& [name, symbol] : comp.symbols) {
    if (symbol.flags & kDefParam) continue;
    NameScope kind = symbol.scope;
    if (kind == NameScope::kCell || (symbol.flags & kDefCompCell)) inlined_cells.insert(name);
    auto existing = scope.symbols.find(name);
    if (existing == scope.symbols.end()) {
      if (kind == NameScope::kFree && scope.type == BlockType::kClass &&
          (name == "__class__" || name == "__classdict__" ||
           name == "__conditional_annotations__")) {
        kind = NameScope::kGlobalImplicit;
        comp_free.erase(name);
      }
      scope.symbols[name].flags = symbol.flags;
      scopes[name] = kind;
    } else if ((existing->second.flags & kDefBound) && scope.type != BlockType::kClass &&
               !is_free_in_any_child(comp, name)) {
      comp_free.erase(name);
    }
  }
}

void make_cells(Scopes& scopes, Names& free, const Names& inlined_cells) {
  for (auto& [name, kind] : scopes) {
    if (kind != NameScope::kLocal) continue;
    if (!free.count(name) && !inlined_cells.count(name)) continue;
    kind = NameScope::kCell;
    free.erase(name);
  }
}

void store_scopes(Scope& scope, const Scopes& scopes, const Visible& outer, const Names& free,
                  const Names& inlined_cells, bool class_like) {
  for (auto& [name, symbol] : scope.symbols) {
    if (inlined_cells.count(name)) symbol.flags |= kDefCompCell;
    auto it = scopes.find(name);
    if (it != scopes.end()) symbol.scope = it->second;
  }
  for (const std::string& name : free) {
    auto it = scope.symbols.find(name);
    if (it != scope.symbols.end()) {
      if (class_like) it->second.flags |= kDefFreeClass;
      continue;
    }
    if (outer.below_module && !outer.bound.count(name)) continue;
    scope.symbols[name].scope = NameScope::kFree;
  }
}

void analyze(Scope& scope, Visible outer, Names& free, const Scope* class_entry) {
  Names local, new_free, inlined_cells;
  Scopes scopes;
  bool is_class = scope.type == BlockType::kClass;
  Visible inner;
  if (is_class) inner = outer;  // a class's own names are not visible in its functions
  // Names that the class body itself binds are resolved against `outer`, which loses those declared
  // global.
  for (auto& [name, symbol] : scope.symbols) {
    resolve_name(scope, name, symbol.flags, outer, local, new_free, scopes, class_entry);
  }
  if (!is_class) {
    inner = outer;
    if (scope.is_function_like()) {
      inner.bound.insert(local.begin(), local.end());
    }
  } else {
    inner.bound.insert({"__class__", "__classdict__", "__conditional_annotations__"});
    inner.type_params = outer.type_params;
  }
  inner.below_module = true;
  for (size_t i = 0; i < scope.children.size(); ++i) {
    Scope& child = *scope.children[i];
    const Scope* child_class = nullptr;
    if (child.can_see_class_scope) child_class = is_class ? &scope : class_entry;
    child.comp_inlined = child.comprehension != Comprehension::kNone &&
                         child.comprehension != Comprehension::kGenerator &&
                         !scope.can_see_class_scope;
    Names child_free;
    analyze(child, inner, child_free, child_class);
    if (child.comp_inlined) {
      inline_comprehension(scope, child, scopes, child_free, inlined_cells);
    }
    new_free.insert(child_free.begin(), child_free.end());
  }
  std::vector<Scope*> children;
  for (Scope* child : scope.children) {
    if (child->comp_inlined) {
      children.insert(children.end(), child->children.begin(), child->children.end());
    } else {
      children.push_back(child);
    }
  }
  scope.children = std::move(children);
  if (scope.is_function_like()) {
    make_cells(scopes, new_free, inlined_cells);
  } else if (is_class) {
    if (new_free.erase("__class__")) scope.needs_class_closure = true;
    if (new_free.erase("__classdict__")) scope.needs_classdict = true;
    if (new_free.erase("__conditional_annotations__") && scope.has_conditional_annotations) {
      scopes["__conditional_annotations__"] = NameScope::kCell;
    }
  }
  store_scopes(scope, scopes, outer, new_free, inlined_cells,
               is_class || scope.can_see_class_scope);
  free.insert(new_free.begin(), new_free.end());
}

}  // namespace

void resolve_scopes(Scope& module) {
  Names free;
  analyze(module, Visible{}, free, nullptr);
}

}  // namespace gilt::compiler
