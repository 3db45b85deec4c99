"""The documents of this project: each is run as compiled, and says what graphql-core says."""

from __future__ import annotations

from collections import Counter

import pytest

from schema.build import graphql_schema, schema
from schema.execution.documents import Documents
from schema.execution.run import Runner
from tests.asking import context_of
from tests.execution.comparing import compare, undone
from tests.execution.documents import MUTATIONS, PAGES, QUERIES, all_documents, is_mutation, readme
from tests.execution.rich import PEOPLE

DOCUMENTS = all_documents()
READS = [name for name, asked in DOCUMENTS.items() if not is_mutation(asked)]


def test_every_document_of_the_pages_is_here():
    assert QUERIES.keys() | MUTATIONS.keys() == PAGES.keys()


def test_those_of_the_readme_are_found():
    assert [is_mutation(asked) for asked in readme().values()] == [True, False]


@pytest.mark.parametrize("name", DOCUMENTS)
async def test_none_is_left_to_graphql_core(rich, name):
    asked = DOCUMENTS[name]
    runner = Runner(schema, Documents(graphql_schema))

    context = context_of(rich.access(asked.who), is_trusted=name in PAGES)

    async with undone():
        result = await runner.run(asked.text, context, variables=asked.filled(rich.ids))

    assert result.errors == ()
    assert (runner.left, runner.compiled) == (Counter(), 1)


@pytest.mark.parametrize("name", READS)
async def test_everybody_gets_the_same_either_way(rich, name):
    asked = DOCUMENTS[name]

    for person in PEOPLE:
        await compare(rich.access(person), asked.text, asked.filled(rich.ids))
