from queue import Queue
from threading import Thread

my_queue = Queue()

def consumer():
    print('consumer waiting')
    my_queue.get()
    print('consumer done')

thread = Thread(target=consumer)
thread.start()
print('producer putting')
my_queue.put('hello')
print('producer done')
thread.join()

# python-differs: there the two halves of a print may be torn apart
# expect unordered: consumer waiting
# expect unordered: producer putting
# expect unordered: producer done
# expect unordered: consumer done
