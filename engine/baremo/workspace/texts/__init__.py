"""Documents' texts: taken out of files, kept in the mechanisms room, searched for anchors."""
