"""Reader for PDF: from places of letters on pages to blocks in reading order."""
