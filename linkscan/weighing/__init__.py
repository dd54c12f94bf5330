"""What ties are worth, in bits, and how far a ban reaches over them."""
