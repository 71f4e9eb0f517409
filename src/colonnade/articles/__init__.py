"""Here live the articles: their editor (Wagtail), their bylines, pictures and sections.

May import: people and below. The only room, besides project, that knows Wagtail.
"""
