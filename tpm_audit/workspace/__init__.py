"""Finds the files, loads them into one audit, resolves every reference, makes editions."""
