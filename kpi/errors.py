"""What can go wrong with the machine or the request; faults in data are `model.Problem`.

KpiError
├── ConfigError       a file of config/ says something the program cannot use
├── UnreadableError   a file that cannot be opened as what it claims to be
├── NotFoundError     an indicator, area, figure or account that does not exist
├── NotAllowedError   the person has not signed in, or the role is too low
└── StoreError        the database is missing, damaged, newer than the program
    └── StoreBusyError    another process holds it
"""


class KpiError(Exception):
    """A fault that a person can act on: one sentence, and what to do about it.

    Both are Vietnamese; `english` says the same for those who read the screens in English.
    """

    def __init__(self, message: str, hint: str = "", english: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.english = english

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ConfigError(KpiError):
    """One or more mistakes in config/; the message lists all of them with file and key."""


class UnreadableError(KpiError):
    """A file that is not what its name or its bytes promise."""


class NotFoundError(KpiError):
    """A request names something that is not in the catalogue or the store."""


class NotAllowedError(KpiError):
    """Somebody asks for what their role does not allow; nothing was changed."""


class StoreError(KpiError):
    """The store cannot be opened or written; nothing of it was changed."""


class StoreBusyError(StoreError):
    """Another process, usually the running app, holds the database file."""
