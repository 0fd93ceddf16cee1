"""What people and new sources do to an edition: merging, corrections and their reasons, history."""
