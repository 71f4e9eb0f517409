"""Here lives the public log of decisions: a chain that shows what was changed or is missing."""
