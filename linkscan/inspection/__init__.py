"""What a file is taken for, and tables to fill in."""
