"""What a report says to a person, in one language, as plain values."""
