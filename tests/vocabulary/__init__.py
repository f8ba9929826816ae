"""Tests of the vocabulary: the loader, the object types, the labels in other languages."""
