"""Files in: spreadsheets as staff really keep them; findings are values, not exceptions."""
