"""Parts of the planner's table."""
