"""A sheet of cells → figures, problems and what was left out."""
