"""Questions put to the store; one a module. Answers are frames and values, never pictures."""
