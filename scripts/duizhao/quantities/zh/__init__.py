"""Quantities in Chinese."""
