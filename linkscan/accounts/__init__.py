"""Accounts: which written names are one, what is declared of them, which one is meant."""
