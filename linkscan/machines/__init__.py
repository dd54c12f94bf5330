"""Operator machines and the people at them."""
