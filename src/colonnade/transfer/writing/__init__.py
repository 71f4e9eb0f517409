"""Bring what is planned into the site: subject by subject, each in one transaction."""
