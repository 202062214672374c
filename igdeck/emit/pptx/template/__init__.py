"""A theme as PowerPoint's own: theme, slide master, ten layouts, a table style.

A person has to be able to go on from here: New Slide, Change Layout and Reset Slide give what the theme says, a new table is
drawn in its style, a new shape in its colours. `make` puts the parts together; a build whose template is in the cache loads
none of it but what the masters of notes and handouts share.
"""
