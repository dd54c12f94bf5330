"""What ties accounts: identifiers, links, ties, and the components that they form."""
