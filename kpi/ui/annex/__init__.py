"""Parts of the page of annexes."""
