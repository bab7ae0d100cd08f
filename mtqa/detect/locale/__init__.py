"""Rules of the MQM dimension locale conventions: one file each."""
