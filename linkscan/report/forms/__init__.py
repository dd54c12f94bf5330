"""What a report looks like: a module for each form."""
