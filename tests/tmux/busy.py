"""Reads how long to go on, and goes on for as long."""
answer = input("how long? ")
while answer == "for evér":
    pass
