"""What a number is likeliest of, by the words around it: suggestions for what the rules leave.

around        the words around one number, its quantities masked; examples: such words with what
              somebody said the number is
features      what the scorer looks at; likeness: what the catalogue's own words tell of it
model         what was learned, as one file; in_use: the one that reports are read with
scorer        around + model + catalogue → probabilities, the likeliest, the reasons
fitting       examples → model; never imported where reports are only read
suggestions   the one door of the reader
"""
