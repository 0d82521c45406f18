"""One file a revision, oldest first in `record.opening.REVISIONS`."""
