"""The edition as editors have it: `docs/<language>/*.md`, read back as typed values for checks and views."""
