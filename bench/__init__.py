"""Benchmarks: ``make bench`` runs them all and prints ratios measured in one run.

They assert nothing; the figures go where the work is described."""
