"""The codes of errors that no form can mend: extensions.code of the API's top-level errors."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """What kind of error it is, for programs."""

    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    NOT_FOUND = "NOT_FOUND"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    TOO_COMPLEX = "TOO_COMPLEX"
    RATE_LIMITED = "RATE_LIMITED"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    IDEMPOTENCY_KEY_INVALID = "IDEMPOTENCY_KEY_INVALID"
    IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED"
    IDEMPOTENCY_KEY_IN_USE = "IDEMPOTENCY_KEY_IN_USE"
    IDEMPOTENCY_KEY_SPENT = "IDEMPOTENCY_KEY_SPENT"
    INTERNAL = "INTERNAL"


# What each means and what to do, for the documentation.
CODES: dict[Code, str] = {
    Code.UNAUTHENTICATED: "It takes a sign-in, and there is no token, or it has ended. Sign in anew.",
    Code.FORBIDDEN: "The role may not do this; the field is null. viewer { permissions } tells what it may.",
    Code.NOT_FOUND: "What a mutation is about is gone, and its result has no word for it. Read again what there is.",
    Code.BAD_USER_INPUT: "The request is wrong by its form. The message says how; sending it again does not help.",
    Code.TOO_COMPLEX: "The document or its answer is too large. Ask for less; limit, found and maximum say of what.",
    Code.RATE_LIMITED: "Too much at once. Wait for the seconds that Retry-After and retryAfter say.",
    Code.PERSISTED_QUERY_NOT_FOUND: "The hash of a document is not known here. Send both, once, as clients do.",
    Code.IDEMPOTENCY_KEY_INVALID: "The key is no key, or the document has several mutations. Send one, with a key.",
    Code.IDEMPOTENCY_KEY_REUSED: "The key was used for another change. Take a new one for each.",
    Code.IDEMPOTENCY_KEY_IN_USE: "The change of this key is still under way. Repeat it in a few seconds.",
    Code.IDEMPOTENCY_KEY_SPENT: "The change was made before, and what it told is told only once. Make it anew.",
    Code.INTERNAL: "Our fault, and in our log under the number in the message. Try again later.",
}
