"""Re-translation: engines behind one protocol, what must survive them, and which result to keep."""
