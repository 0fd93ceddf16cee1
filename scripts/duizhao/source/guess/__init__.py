"""Guesses of what a report is like, from its text alone: pure functions, from rows of text to guesses with what each
rests on. `whole.py` puts them together, `profile_text.py` writes the profile that says them."""
