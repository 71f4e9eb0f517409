"""English as everywhere on the site: the day first, twenty-four hours."""
