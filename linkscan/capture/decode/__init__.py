"""Decoding: bytes of packets become records of sessions; it knows no sockets."""
