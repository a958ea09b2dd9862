"""One exception class per kind of failure; each message says what to do about it."""

from __future__ import annotations

from typing import Any


class AiextractError(Exception):
    """Base of every error that aiextract raises on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors come back from worker processes by pickle, which would give the message to ``__init__``."""
        return _restored, (type(self), self.args)


def _restored(kind: type[AiextractError], args: tuple[Any, ...]) -> AiextractError:
    return kind.__new__(kind, *args)


class LanguageCodeError(AiextractError, ValueError):
    """A language code that is not BCP 47."""

    def __init__(self, code: object) -> None:
        super().__init__(
            f"{code!r} is not a language code: give a BCP 47 tag such as 'fr', 'pt-BR' or 'zh-Hant', "
            "or None to have the language detected"
        )


class LanguageFileError(AiextractError, ValueError):
    """A language file that does not parse or breaks the schema."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"language file {path}: {reason}")


class PublishedError(AiextractError, ValueError):
    """A publication date that is no date at year, month or day precision."""

    def __init__(self, value: object) -> None:
        super().__init__(
            f"{value!r} is not a publication date: give YYYY, YYYY-MM, YYYY-MM-DD, "
            "a datetime.date, or None where it is unknown"
        )


class UnknownTypeError(AiextractError, ValueError):
    """A mention or event type that does not exist."""

    def __init__(self, unknown: object, known: object) -> None:
        super().__init__(f"unknown type {unknown!r}: choose among {known}")


class InputError(AiextractError, ValueError):
    """An input that cannot be read as an article."""


class EncodingError(AiextractError, LookupError):
    """A name that is no encoding of text."""

    def __init__(self, name: object) -> None:
        super().__init__(f"{name!r} is no encoding of text: give one such as 'utf-8', 'cp1252' or 'gb18030'")


class GoldError(AiextractError, ValueError):
    """A gold file that does not parse, or does not fit its article."""


class ModelError(AiextractError, ValueError):
    """An organization model that cannot be loaded."""


class OutputError(AiextractError, ValueError):
    """An output that cannot be written, or whose name does not say how."""


class UnfinishedError(AiextractError):
    """A run whose output could not be written to its end; what is done is kept."""


class ResumeError(AiextractError, ValueError):
    """What an interrupted run left behind does not fit what is asked for now."""


class WorkerError(AiextractError, RuntimeError):
    """A worker process that cannot be started, or that failed in a way of its own."""


class MissingExtraError(AiextractError, ImportError):
    """A package that comes with an optional extra and is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f'{what} needs an extra that is not installed: pip install "aiextract[{extra}]"')
