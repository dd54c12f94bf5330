"""The speed benches, run by hand and by `make bench`."""
