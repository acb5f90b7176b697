"""An analysis result → a Plotly chart. Nothing here asks the store or knows the page around it."""
