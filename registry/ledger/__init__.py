"""What attendance entries amount to: sessions due, credit, breaches and the days of prison left, from plain facts.

Everything is per sentence: a transfer is two placements of one sentence, and the balance goes on.
"""
