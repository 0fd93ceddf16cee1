"""Texts of two languages beside each other: alignment, quantities, terms."""
