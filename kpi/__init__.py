"""Provincial digital-transformation figures: from a printed number to a bar, and back.

Where to change what: nouns in `model`, what a ministry may edit in config/ (read by
`catalogue`), how Vietnamese names, numbers and periods are read in `language`, files in
`ingest`, the database in `store`, who may write in `accounts`, publishing and undo in
`publish`, questions in `analysis`, drawings in `charts`, files to take along in `export`,
answers for programs in `api`,
screens in `ui` and pages/, the command line in `cli`.
"""
