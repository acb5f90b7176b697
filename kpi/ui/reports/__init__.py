"""Parts of the page that takes figures from written reports."""
