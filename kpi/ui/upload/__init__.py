"""Parts of the page that takes tables in."""
