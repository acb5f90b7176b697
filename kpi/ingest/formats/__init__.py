"""Bytes of a file → sheets of cells, each with what it shows."""
