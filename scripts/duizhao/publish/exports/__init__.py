"""The aligned corpus for others' tools: TMX, XLIFF, JSON Lines and CSV, by paragraph or by sentence."""
