"""Before a store is opened."""
