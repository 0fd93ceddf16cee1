"""The forms findings can be had in for other programs."""
