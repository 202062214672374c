"""Deck and theme become pages: which layout, which placeholder, which size, where a slide continues."""
