"""The addresses an edition cites: where it cites them, and whether they still lead somewhere."""
