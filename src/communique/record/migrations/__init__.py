"""Schema revisions of the record, run by `record.opening.upgrade`."""
