"""The light routes beside the pages: health and sign-in."""
