"""What is sent, and how wrk's account is read."""

from __future__ import annotations

import pytest

from bench.load import UNIQUE, LoadFailed, Measured, Request, read_wrk

TOLD = '{"requests": 300, "seconds": 1.5, "bytes": 900, "p50_ms": 2.5, "p99_ms": 9.25, "refused": 0, "broken": 0}\n'


def test_what_wrk_saw_is_read_among_what_it_prints():
    measured = read_wrk(f"Running 2s test @ http://127.0.0.1:1\n  1 threads and 16 connections\n{TOLD}")

    assert measured == Measured(requests=300, seconds=1.5, bytes=900, p50_ms=2.5, p99_ms=9.25)
    assert measured.rps == 200


@pytest.mark.parametrize(
    ("output", "says"),
    [
        (TOLD.replace('"refused": 0', '"refused": 3'), "3 were not answered with 200"),
        (TOLD.replace('"broken": 0', '"broken": 2'), "2 broke off"),
        (TOLD.replace("300", "0"), "Of 0 requests"),
        ("unable to connect to 127.0.0.1:1", "unable to connect"),
    ],
)
def test_a_request_without_its_answer_fails_the_run(output, says):
    with pytest.raises(LoadFailed, match=says):
        read_wrk(output)


def test_a_request_is_written_as_a_client_sends_it():
    head, _, body = Request("/graphql", {"query": "{ ä }"}, "secret").written(80).partition(b"\r\n\r\n")

    assert body == b'{"query": "{ \\u00e4 }"}'
    assert head.split(b"\r\n") == [
        b"POST /graphql HTTP/1.1",
        b"Host: 127.0.0.1:80",
        b"Content-Type: application/json",
        b"Authorization: Bearer secret",
        b"Content-Length: %d" % len(body),
    ]


def test_a_number_leaves_the_length_as_it_is():
    request = Request("/graphql", {"variables": {"email": f"x{UNIQUE}@new.example"}})

    numbered = request.numbered(42)

    assert numbered.body == {"variables": {"email": "x00000042@new.example"}}
    assert len(numbered.written(80)) == len(request.written(80))
