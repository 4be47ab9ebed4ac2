"""Ends at once, with a status of its own."""
import os

os._exit(7)
