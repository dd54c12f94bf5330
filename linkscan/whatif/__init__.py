"""What if: proposals, the edits that they mean, and the first steps that would help most."""
