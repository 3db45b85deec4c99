"""Mails: from a row of the outbox to the mail server, or to the mailbox that the browser shows."""
