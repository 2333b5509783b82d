"""Files out, for people who were not there: what was published, as pages to print and workbooks to recompute."""
