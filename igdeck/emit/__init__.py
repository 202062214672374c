"""Emitters draw pages and decide nothing: each is a folder with one function from pages and a theme to the bytes of a file."""
