"""Tests of the synthetic files and records."""
