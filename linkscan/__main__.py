"""`python -m linkscan`."""

from linkscan.cli import main

main()
