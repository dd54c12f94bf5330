"""What is found, how serious it is, and the rows that say so."""
