"""The estate file: schema, guards, the one writer, backups."""
