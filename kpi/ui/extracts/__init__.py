"""What each page shows, as an `Extract`: made when it is taken along, not when it is drawn."""
