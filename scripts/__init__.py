"""Helpers for the people who work on Rowcall; the app does not need them."""
