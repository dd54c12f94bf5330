"""Sessions noticed on a network: bytes of packets become records of who spoke with what.

Nothing here imports scapy but `scapy_io.py`, and nothing is decrypted but QUIC Initials, whose
keys anybody can derive.
"""
