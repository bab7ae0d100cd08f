"""Rules of the MQM dimension accuracy: one file each."""
