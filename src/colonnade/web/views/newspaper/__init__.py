"""The newspaper's pages, loaded only where there are articles: the other views stand alone."""
