"""Two books beside each other: what the bundles in two languages share."""
