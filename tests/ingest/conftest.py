"""Makes the builders of this folder importable from the tests of its rooms."""
