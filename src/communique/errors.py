"""What can go wrong and must be told to the user in one line.

CommuniqueError
├── InputError        what the user gave cannot be used: a page, an address, a date, a flag (exit 2)
├── DossierError      a dossier or settings file is malformed: names file, line and key (exit 2)
├── RecordError       the record is missing, locked, damaged, or written by a newer version (exit 2)
└── DataError         a table that ships with the program is malformed (a fault of ours)

A page that cannot be read is no exception: it is a `shapes.Failure`, stored and counted.
"""


class CommuniqueError(Exception):
    """Base of all errors that a door prints as one line."""


class InputError(CommuniqueError):
    """What the user gave cannot be used."""


class DossierError(CommuniqueError):
    """A file written by hand is malformed; the message names file, line and key."""


class RecordError(CommuniqueError):
    """The record cannot be opened or used."""


class DataError(CommuniqueError):
    """A table of `data/` is malformed."""
