"""How times are written where a library writes them: the newsroom."""
