"""Touchpoint audits from YAML in git to a browsable report site."""

__version__ = "0.1.0"
