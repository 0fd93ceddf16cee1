"""Quantities in English."""
