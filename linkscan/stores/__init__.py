"""What is told of single stores: matrix, document ledger, figures, standing, closing."""
