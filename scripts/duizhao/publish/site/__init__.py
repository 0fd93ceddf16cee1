"""What the MkDocs hooks call, and the call that builds the site. One module for each concern."""
