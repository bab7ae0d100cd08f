"""Rules of the MQM dimension design and markup: one file each."""
