"""The host's console: the run of show, what is on the walls and what comes next, on a phone or a laptop."""
