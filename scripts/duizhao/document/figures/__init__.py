"""What editors give for a figure: its data, and what is wrong with them."""
