# python-differs: it has these executors
# The executors that gilt does not have can be imported, and say what is missing when they are made.
from concurrent.futures import InterpreterPoolExecutor, ProcessPoolExecutor, ThreadPoolExecutor
import concurrent.futures

for executor in ProcessPoolExecutor, InterpreterPoolExecutor:
    try:
        with executor(max_workers=4):
            pass
    except NotImplementedError as e:
        print(str(e).split(";")[0])
# expect: concurrent.futures.ProcessPoolExecutor: gilt runs a program in one process only
# expect: concurrent.futures.InterpreterPoolExecutor: gilt has no sub-interpreters
try:
    concurrent.futures.NoSuchExecutor
except AttributeError as e:
    print(e)
# expect: module 'concurrent.futures' has no attribute 'NoSuchExecutor'
