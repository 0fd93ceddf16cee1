"""Rules for an edition, one file a family, and what they find."""
