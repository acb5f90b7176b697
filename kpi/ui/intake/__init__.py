"""What both intake pages share: files, the document form, questions, changes, publishing."""
