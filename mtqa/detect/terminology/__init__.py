"""Rules of the MQM dimension terminology: one file each."""
