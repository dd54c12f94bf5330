"""The forms of a report: JSON (the truth), HTML, CSV, text, and the folder they stand in."""
