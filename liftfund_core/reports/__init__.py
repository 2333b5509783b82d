"""What people read: frozen dataclasses, each true at one head."""
