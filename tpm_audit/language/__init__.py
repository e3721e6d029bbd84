"""Catalogues read at run time, dates and numbers by locale."""
