"""The wall: one module a scene, each a pure function from a board to markup and values."""
