"""What the compiled way cannot serve, and what nobody is served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLError

if TYPE_CHECKING:
    from graphapi.codes import Code
    from graphapi.i18n import Message


class Unfit(Exception):
    """A selection, or a value, that is left to graphql-core; the text says why, for the counter."""


class Refused(GraphQLError):
    """What we refuse ourselves, with a code and in words that are translated for whoever asked."""

    def __init__(self, code: Code, text: Message, **extensions: object) -> None:
        super().__init__(str(text), extensions={"code": code, **extensions})
        self.said = text
