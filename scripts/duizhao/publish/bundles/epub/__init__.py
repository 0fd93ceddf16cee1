"""E-books: EPUB 3 in one language, or in both, paragraph by paragraph."""
