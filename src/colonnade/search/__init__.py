"""Here lives one index of what readers may see: articles and comments.

May import: discussion, articles (only in `search.articles`) and below.
"""
