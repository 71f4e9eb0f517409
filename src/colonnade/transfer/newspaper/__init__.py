"""How old sites' articles, authors and categories become ours: loaded by `project` alone."""
