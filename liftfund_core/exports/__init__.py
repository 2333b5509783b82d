"""Files out: notices as text and as posters, for people who were not there."""
