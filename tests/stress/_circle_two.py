"""The other half; it lets others in before it goes on."""

import time

time.sleep(0.001)
import _circle_one  # noqa: E402, F401

ready = True
