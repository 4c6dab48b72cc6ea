"""Religious assistance in prisons: pastoral agents, their credentials, and visits to the rooms of a prison.

Of people in prison nothing is kept but how many came.
"""
