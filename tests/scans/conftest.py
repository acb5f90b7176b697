"""Makes the forge of this folder importable from its tests."""
