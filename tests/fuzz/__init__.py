"""Files and values that nobody planned: seeds, mutations, what must hold, and who drives them.

`make fuzz` runs the long mode (`python -m tests.fuzz`); `guided` follows coverage with atheris.
"""
