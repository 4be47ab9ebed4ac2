"""What the scripts here share: threads that do their jobs until the time is over, round by round.

A round sets the scene, lets all threads loose at once for a moment, and looks at what is left. So
the things that are hammered stay small, however long it all takes, and a broken promise is found
close to where it was broken. GILT_STRESS_SECONDS says how long a script goes on,
GILT_STRESS_THREADS how many threads it has.
"""

import os
import threading
import time

SECONDS = float(os.environ.get("GILT_STRESS_SECONDS", "0.2"))
THREADS = int(os.environ.get("GILT_STRESS_THREADS", "8"))
ROUND = 0.1


class Round:
    """One round: whether it goes on, and what went wrong in it."""

    def __init__(self, threads):
        self.goes_on = True
        self.failures = []
        self.start = threading.Barrier(threads + 1)

    def work(self, job, me):
        try:
            self.start.wait()
            while self.goes_on:
                job(me)
        except BaseException as failure:
            self.failures.append(failure)
            self.goes_on = False


def play(jobs, threads, seconds):
    """Let threads do the jobs, dealt out in turn, over and over for so many seconds."""
    this = Round(threads)
    crew = [
        threading.Thread(target=this.work, args=(jobs[me % len(jobs)], me))
        for me in range(threads)
    ]
    for member in crew:
        member.start()
    this.start.wait()
    end = time.monotonic() + seconds
    while this.goes_on and time.monotonic() < end:
        time.sleep(min(0.01, seconds))
    this.goes_on = False
    for member in crew:
        member.join()
    if this.failures:
        raise this.failures[0]


def hammer(*jobs, before=None, after=None, threads=THREADS, seconds=SECONDS, round_time=ROUND):
    """Play rounds until the time is over: before(), job(thread's number) again and again, after().

    An exception of a job or an assertion that fails ends the script.
    """
    end = time.monotonic() + seconds
    while True:
        if before is not None:
            before()
        play(jobs, threads, min(round_time, seconds))
        if after is not None:
            after()
        if time.monotonic() >= end:
            return


def race(*jobs, threads=THREADS):
    """Start all threads at once, each to do its job a single time; the results, in order."""
    results = [None] * threads
    failures = []
    start = threading.Barrier(threads)

    def run(me):
        try:
            start.wait()
            results[me] = jobs[me % len(jobs)](me)
        except BaseException as failure:
            failures.append(failure)

    crew = [threading.Thread(target=run, args=(me,)) for me in range(threads)]
    for member in crew:
        member.start()
    for member in crew:
        member.join()
    if failures:
        raise failures[0]
    return results


def rounds(seconds=SECONDS):
    """Count rounds until the time is over; at least one."""
    end = time.monotonic() + seconds
    number = 0
    while number == 0 or time.monotonic() < end:
        yield number
        number += 1
