"""Rules of the MQM dimension style, and rules over the document: one file each."""
