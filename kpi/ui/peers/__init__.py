"""The page of peers: its choices, its sentences, its views and what is taken along."""
