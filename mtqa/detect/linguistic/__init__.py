"""Rules of the MQM dimension linguistic conventions: one file each."""
