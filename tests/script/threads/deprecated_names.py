# The old names do what the new ones do, and say that they are old.
import threading
import warnings

t = threading.Thread(name="old")
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    print(threading.currentThread() is threading.main_thread(), threading.activeCount())
    # expect: True 1
    event, condition = threading.Event(), threading.Condition()
    print(event.isSet(), event.set(), event.isSet())  # expect: False None True
    with condition:
        print(condition.notifyAll())  # expect: None
    print(t.getName(), t.setName("new"), t.name)  # expect: old None new
    print(t.isDaemon(), t.setDaemon(True), t.daemon)  # expect: False None True
for one in told:
    print(one.lineno, one.category.__name__, one.message)
# expect: 8 DeprecationWarning currentThread() is deprecated, use current_thread() instead
# expect: 8 DeprecationWarning activeCount() is deprecated, use active_count() instead
# expect: 11 DeprecationWarning isSet() is deprecated, use is_set() instead
# expect: 11 DeprecationWarning isSet() is deprecated, use is_set() instead
# expect: 13 DeprecationWarning notifyAll() is deprecated, use notify_all() instead
# expect: 14 DeprecationWarning getName() is deprecated, get the name attribute instead
# expect: 14 DeprecationWarning setName() is deprecated, set the name attribute instead
# expect: 15 DeprecationWarning isDaemon() is deprecated, get the daemon attribute instead
# expect: 15 DeprecationWarning setDaemon() is deprecated, set the daemon attribute instead

with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        t.setName("newer")
    except DeprecationWarning as e:
        print(e, t.name)
        # expect: setName() is deprecated, set the name attribute instead new

print(event.isSet())  # expect: True
# stderr| deprecated_names.py:36: DeprecationWarning: isSet() is deprecated, use is_set() instead
# stderr|   print(event.isSet())  # expect: True
