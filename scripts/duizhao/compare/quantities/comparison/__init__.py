"""Compares the quantities of two passages."""
