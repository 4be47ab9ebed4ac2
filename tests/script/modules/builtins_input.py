# The function input reads lines, shows prompts, and says where the end is.
# input: first line
# input: 42
# input:
name = input("name?\n")
number = int(input())
empty = input()
print([name, number, empty])
try:
    input()
except EOFError as e:
    print("EOFError:", e)
# expect: name?
# expect: ['first line', 42, '']
# expect: EOFError: EOF when reading a line
