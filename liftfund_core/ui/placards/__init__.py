"""Counting placards: the counter that runs in the phone itself, and the desk that takes what it sends."""
