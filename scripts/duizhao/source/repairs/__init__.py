"""The repairs: one small file each; `table` has their order."""
