"""Parts of the page of composite scores."""
