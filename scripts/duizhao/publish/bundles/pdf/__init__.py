"""PDF: typeset by Typst from the book's trees, tagged (PDF/UA-1), with bookmarks and embedded fonts."""
