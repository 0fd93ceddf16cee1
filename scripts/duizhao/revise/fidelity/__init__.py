"""The edition beside its source: every difference is an erratum, with its reason and evidence."""
