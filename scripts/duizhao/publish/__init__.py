"""What readers get: the site, the parallel view, the search, bundles, exports, references."""
