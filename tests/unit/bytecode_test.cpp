// The opcode table, the verifier, the disassembler and source spans.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/unit/compiler_support.h"

namespace gilt {
namespace {

TEST(Opcodes, TableIsConsistent) {
  for (int i = 0; i < kOpcodeCount; ++i) {
    Opcode op = static_cast<Opcode>(i);
    const OpcodeInfo& info = opcode_info(op);
    EXPECT_FALSE(info.doc.empty()) << info.name;
    EXPECT_GE(stack_pops(op, 3), 0) << info.name;
    EXPECT_GE(stack_pushes(op, 3), 0) << info.name;
    bool jump = info.operand == OperandKind::Jump;
    EXPECT_EQ(jump, is_jump(op)) << info.name;
    EXPECT_TRUE(info.poll310 != PollPoint::Taken || jump) << info.name;
    EXPECT_TRUE(info.poll314 != PollPoint::Native || has_trait(op, kCalls)) << info.name;
  }
}

// No switch between the load and the store of `counter += 1`, except under 3.9 and any.
TEST(Opcodes, PollPointsInsideAnIncrement) {
  for (Opcode op : {Opcode::LOAD_GLOBAL, Opcode::LOAD_SMALL_INT, Opcode::BINARY_OP}) {
    EXPECT_EQ(poll_point(op, PythonModel::k310), PollPoint::Never);
    EXPECT_EQ(poll_point(op, PythonModel::k314), PollPoint::Never);
  }
  EXPECT_EQ(poll_point(Opcode::LOAD_GLOBAL, PythonModel::k39), PollPoint::After);
  EXPECT_EQ(poll_point(Opcode::BINARY_OP, PythonModel::k39), PollPoint::After);
  EXPECT_EQ(poll_point(Opcode::LOAD_FAST, PythonModel::k39), PollPoint::Never);
  EXPECT_EQ(poll_point(Opcode::JUMP_BACKWARD, PythonModel::k314), PollPoint::After);
  EXPECT_EQ(poll_point(Opcode::CALL, PythonModel::k314), PollPoint::Native);
  EXPECT_EQ(poll_point(Opcode::POP_JUMP_IF_FALSE, PythonModel::k310), PollPoint::Taken);
}

Code small_code(std::vector<Instr> instrs, int stack_size) {
  Code code;
  code.instrs = std::move(instrs);
  code.spans.resize(code.instrs.size());
  code.stack_size = stack_size;
  code.consts.push_back(Constant{});
  return code;
}

TEST(Verifier, FindsWhatIsWrong) {
  Instr none = Instr::make(Opcode::LOAD_CONST, 0), ret = Instr::make(Opcode::RETURN_VALUE);
  EXPECT_EQ(verify(small_code({none, ret}, 1)), "");
  EXPECT_NE(verify(small_code({none}, 1)).find("runs off the end"), std::string::npos);
  EXPECT_NE(verify(small_code({ret}, 1)).find("underflow"), std::string::npos);
  EXPECT_NE(verify(small_code({none, none, ret}, 1)).find("depth 2 of 1"), std::string::npos);
  EXPECT_NE(verify(small_code({Instr::make(Opcode::LOAD_CONST, 1), ret}, 1)).find("out of range"),
            std::string::npos);
  EXPECT_NE(verify(small_code({Instr::make(Opcode::JUMP_FORWARD, 9)}, 1)).find("out of range"),
            std::string::npos);
  Code join = small_code({none, Instr::make(Opcode::POP_JUMP_IF_TRUE, 3), none, none, ret}, 3);
  EXPECT_NE(verify(join).find("stack depth 1 or 0"), std::string::npos);
}

TEST(Disassembler, PrintsAsDis) {
  auto result = compile_text(
      "def f(n):\n"
      "    for i in range(n):\n"
      "        print(i)\n");
  const Code* f = find_code(*result.code, "f");
  EXPECT_EQ(disassemble(*f),
            "  1           RESUME                   0\n"
            "\n"
            "  2           LOAD_GLOBAL              1 (range + NULL)\n"
            "              LOAD_FAST_BORROW         0 (n)\n"
            "              CALL                     1\n"
            "              GET_ITER\n"
            "      L1:     FOR_ITER                12 (to L2)\n"
            "              STORE_FAST               1 (i)\n"
            "\n"
            "  3           LOAD_GLOBAL              3 (print + NULL)\n"
            "              LOAD_FAST_BORROW         1 (i)\n"
            "              CALL                     1\n"
            "              POP_TOP\n"
            "              JUMP_BACKWARD            5 (to L1)\n"
            "\n"
            "  2   L2:     END_FOR\n"
            "              POP_ITER\n"
            "              LOAD_CONST               0 (None)\n"
            "              RETURN_VALUE\n");
}

TEST(Disassembler, MarksSwitchPoints) {
  auto result = compile_text("def f():\n    global c\n    c += g()\n");
  const Code* f = find_code(*result.code, "f");
  auto marks = [&](PythonModel model) {
    std::string text;
    for (Instr instr : f->instrs) text += switch_mark(instr, model);
    return text;
  };
  EXPECT_EQ(marks(PythonModel::kAny), "********");
  EXPECT_EQ(marks(PythonModel::k39),
            "*****"
            "*  ");
  EXPECT_EQ(marks(PythonModel::k310), "*  *    ");
  EXPECT_EQ(marks(PythonModel::k314), "*  c    ");
  DisassembleOptions options;
  options.model = PythonModel::k314;
  EXPECT_NE(disassemble(*f, options).find("              c CALL                     0\n"),
            std::string::npos);
}

TEST(Spans, FollowTheSource) {
  auto result = compile_text("x = (a.b\n     .call(1) + 2)\n");
  const Code& code = *result.code;
  auto span = [&](Opcode op) {
    for (size_t i = 0; i < code.instrs.size(); ++i) {
      if (code.instrs[i].op() == op) return code.spans[i];
    }
    return SourceSpan{};
  };
  EXPECT_EQ(span(Opcode::LOAD_NAME), (SourceSpan{1, 1, 5, 6}));
  EXPECT_EQ(span(Opcode::CALL), (SourceSpan{2, 2, 6, 13}));
  EXPECT_EQ(span(Opcode::BINARY_OP), (SourceSpan{1, 2, 5, 17}));
}

TEST(Code, DescribesItsFrame) {
  auto result = compile_text(
      "def f(a, /, b, *args, c=1, **kw):\n"
      "    'doc'\n"
      "    x = 1\n"
      "    def g(): return a, x\n");
  const Code* f = find_code(*result.code, "f");
  ASSERT_NE(f, nullptr);
  EXPECT_EQ(f->argcount, 2);
  EXPECT_EQ(f->posonlyargcount, 1);
  EXPECT_EQ(f->kwonlyargcount, 1);
  EXPECT_EQ(f->localsplus, (std::vector<std::string>{"a", "b", "c", "args", "kw", "g", "x"}));
  EXPECT_EQ(f->cellvars, (std::vector<std::string>{"a", "x"}));
  EXPECT_EQ(f->localsplus_kinds[0], kLocalArg | kLocalVariable | kLocalCell);
  EXPECT_EQ(f->localsplus_kinds[6], kLocalCell);
  EXPECT_TRUE(f->has(kCoVarargs) && f->has(kCoVarkeywords) && f->has(kCoHasDocstring));
  EXPECT_EQ(find_code(*result.code, "f.<locals>.g")->freevars,
            (std::vector<std::string>{"a", "x"}));
  EXPECT_EQ(constant_repr(f->consts[0]), "'doc'");
}

// Every Python file of the tree compiles to code that the verifier accepts; so does each of its
// beginnings, or it is a SyntaxError.
TEST(Corpus, CompilesAndVerifies) {
  namespace fs = std::filesystem;
  int files = 0;
  for (const char* dir : {"scripts", "vm/lib", "tests/script"}) {
    fs::path root = fs::path(GILT_SOURCE_DIR) / dir;
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".py") continue;
      std::ifstream file(entry.path());
      std::stringstream text;
      text << file.rdbuf();
      std::string source = text.str();
      ++files;
      auto whole = compile_text(source);
      EXPECT_EQ(whole.code ? verify(*whole.code) : "", "") << entry.path();
      size_t step = source.size() / 20 + 1;
      for (size_t length = 0; length < source.size(); length += step) {
        auto part = compile_text(source.substr(0, length));
        EXPECT_NE(part.code != nullptr, static_cast<bool>(part.error)) << entry.path();
        EXPECT_EQ(part.code ? verify(*part.code) : "", "") << entry.path();
      }
    }
  }
  EXPECT_GT(files, 0);
}

}  // namespace
}  // namespace gilt
