"""The results that several mutations share."""

import strawberry


@strawberry.type(description="It is done.")
class Done:
    ok: bool = strawberry.field(default=True, description="Always true.")


@strawberry.type(description="It is gone.")
class Deleted:
    id: strawberry.ID = strawberry.field(description="The id it had.")
