# needs-python: 3.13
# Where an assignment expression may stand in a comprehension.
def check(source):
    try:
        compile(source, "<test>", "exec")
    except SyntaxError as error:
        print(error.msg)
    else:
        print("fine")


# expect: assignment expression cannot be used in a comprehension iterable expression
check("[i for i in (lambda: (j := range(5)))()]")
# expect: assignment expression cannot be used in a comprehension iterable expression
check("[i for i in [j for j in (k := range(5))]]")
# expect: assignment expression cannot be used in a comprehension iterable expression
check("{i for i in [(j := True) for j in range(5)]}")
# expect: assignment expression cannot rebind comprehension iteration variable 'a'
check("[(a := 1) for a, (*b, c[d + e::f(g)], h.i) in j]")
check("[(c := 1) for a, (*b, c[d + e::f(g)], h.i) in j]")  # expect: fine

# compile() takes whole statements; only the prompt waits for more.
print(compile("def f(a, b, /):\n  pass\n", "<test>", "single").co_names)  # expect: ('f',)
try:
    compile("if True:", "<test>", "single")
except SyntaxError as error:
    print(error.msg)  # expect: expected an indented block after 'if' statement on line 1
