"""What is known beforehand, as data: words of sellers' files, checklists, limits on figures."""
