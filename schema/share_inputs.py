"""A new share as it is entered, by itself or with a new customer."""

from datetime import datetime

import strawberry

from graphapi.services.shares import NewShare


@strawberry.input(
    description="A share. Without a title it is the service's name, or the link's host where the service is unknown."
)
class NewShareInput:
    url: str = strawberry.field(description="The link to the folder; https, which is put before one without a scheme.")
    title: str | None = strawberry.field(default=None, description="Up to 200 characters.")
    password: str | None = strawberry.field(default=None, description="The folder's password.")
    description: str | None = strawberry.field(default=None, description="What is in it; up to 2,000 characters.")
    valid_from: datetime | None = strawberry.field(default=None, description="From when on customers see it.")
    valid_until: datetime | None = strawberry.field(default=None, description="Until when customers see it.")

    def read(self) -> NewShare:
        """Return what the service takes."""
        return NewShare(
            url=self.url,
            title=self.title,
            password=self.password,
            description=self.description,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
        )
