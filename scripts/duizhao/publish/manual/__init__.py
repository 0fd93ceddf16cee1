"""The manual as a website: its pages stand in `docs-dev/manual/`, here is what makes a site of them."""
