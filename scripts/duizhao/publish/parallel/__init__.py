"""The parallel view: both languages of a page side by side, as plain HTML."""
