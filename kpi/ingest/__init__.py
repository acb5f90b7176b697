"""Bytes → Reading: candidates and problems. Nothing here knows the store."""
