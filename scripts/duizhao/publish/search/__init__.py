"""The search index: what the site's own search loads, and how it is made."""
