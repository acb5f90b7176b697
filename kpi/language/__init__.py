"""Vietnamese text → meaning: spelling, numbers, periods, places; the only parser of each."""
