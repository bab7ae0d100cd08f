"""Re-translation put together: what to translate again, by which engines, and what to keep."""
