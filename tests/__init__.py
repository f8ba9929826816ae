"""Tests import ``core`` and ``pages`` from the folder above; they mirror its tree."""
