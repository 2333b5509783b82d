"""Files out, for people who were not there: notices as text and poster, statements to print and to recompute."""
