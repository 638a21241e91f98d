"""Spreadsheets that came back: read cell by cell, in a process of its own."""
