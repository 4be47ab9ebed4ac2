# compile, eval and exec: modes, namespaces, results.
print(eval("2 + 3"), eval(" 1 "), eval(compile("x * 2", "<e>", "eval"), {"x": 21}))
# expect: 5 1 42
namespace = {}
exec("a = 1\ndef f(n):\n    return n + a\nb = f(5)", namespace)
print(namespace["a"], namespace["b"], namespace["f"](10), "__builtins__" in namespace)
# expect: 1 6 11 True
code = compile("y = 5\ny + 1", "<m>", "exec")
print(exec(code), y, type(code).__name__, code.co_filename, code.co_name)
# expect: None 5 code <m> <module>
for source, mode in (("x = 1", "eval"), ("1 +", "eval"), ("", "eval"), ("1", "nomode"), ("a\nb", "eval")):
    try:
        compile(source, "<s>", mode)
    except (SyntaxError, ValueError) as e:
        print(type(e).__name__ + ":", e)
# expect: SyntaxError: invalid syntax (<s>, line 1)
# expect: SyntaxError: invalid syntax (<s>, line 1)
# expect: SyntaxError: invalid syntax (<s>, line 0)
# expect: ValueError: compile() mode must be 'exec', 'eval' or 'single'
# expect: SyntaxError: invalid syntax (<s>, line 2)
exec(compile("5 + 5\n", "<single>", "single"))  # expect: 10
exec("print('from exec')")  # expect: from exec


def scoped():
    inner = 7
    return eval("inner + 1"), eval("inner", {"inner": 3}), eval("inner + other", {"other": 1}, {"inner": 2})


print(scoped())  # expect: (8, 3, 3)
