"""What the other commands answer, as text and JSON."""
