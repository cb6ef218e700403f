"""Screens, through the real application on SQLite."""
