"""The store: what the stages hand over comes in by the one Writer; Record answers questions from the one
file."""

from summitry.store.nouns import ClaimEntry, Filters, Hit, Inputs, Problem, Reconciled, Said
from summitry.store.record import Entry, Record
from summitry.store.verification import verify
from summitry.store.writer import Writer

__all__ = [
    "ClaimEntry",
    "Entry",
    "Filters",
    "Hit",
    "Inputs",
    "Problem",
    "Reconciled",
    "Record",
    "Said",
    "Writer",
    "verify",
]
