"""Alignment of the two languages: which units and sentences are each other's counterparts."""
