"""Baremo: national mechanisms that protect human rights defenders, scored against the standards."""

__version__ = "0.1.0"
