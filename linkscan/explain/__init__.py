"""Why two stores are tied or are not, and the evidence pack about it."""
