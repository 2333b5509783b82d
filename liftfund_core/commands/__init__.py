"""What people do: one function a deed, grouped by the room it happens in."""
