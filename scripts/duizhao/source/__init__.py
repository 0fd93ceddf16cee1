"""From what a publisher brings to a report: readers, profile, repairs, ledger, the Markdown written."""
