"""Lists of words and patterns: read, compiled once, and looked for in a text. No database here."""
