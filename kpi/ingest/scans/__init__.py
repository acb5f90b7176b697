"""Scanned pages and photographs → their words, each with its place and how sure it is.

A page goes through: sheets (the picture) → straightening and cleaning → rules (lines of tables) →
engine (the words) → numbers (a second look at each) → letters (what the reader of PDFs takes);
page puts the steps in a row, reading reads two pages at once. No page is guessed at: one that
cannot be read is named with the reason. digits, engine and wanted load no picture library.
"""
