"""What the README shows to be pasted works when pasted."""

from __future__ import annotations

import json
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
DEMO = "http://127.0.0.1:8080"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    """The demo world, served by the command that the README names; gives its address."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "graphapi", "demo", "--port", str(port), "--data", tmp_path_factory.mktemp("demo")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise AssertionError(server.stderr.read().decode() if server.stderr else "")
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{address} does not answer")


def run(command: str, demo: str, **variables: str) -> dict[str, object]:
    """Do what a curl command of the README does, with the shell's own reading of its quotes."""
    words = shlex.split(command.replace(DEMO, demo))
    assert words[:2] == ["curl", "-s"]
    headers: dict[str, str] = {}
    body = b""
    for option, value in zip(words[3::2], words[4::2], strict=True):
        if option == "-H":
            name, _, content = value.partition(": ")
            headers[name] = re.sub(r"\$(\w+)", lambda found: variables[found[1]], content)
        else:
            assert option == "-d"
            body = value.encode()
    with urllib.request.urlopen(urllib.request.Request(words[2], body, headers)) as answer:
        return json.load(answer)


def test_a_frontend_developer_signs_in_and_asks_for_customers(demo):
    (block,) = [block for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) if "curl" in block]
    sign_in, ask = block.strip().splitlines()
    command, pattern = re.fullmatch(r"TOKEN=\$\((curl .*) \| sed 's/(.*)/\\1/'\)", sign_in).groups()

    answer = run(command, demo)
    token = answer["data"]["signIn"]["token"]
    # What sed makes of the answer's text is the token as well.
    as_text = json.dumps(answer, separators=(",", ":"))
    assert re.sub(pattern.replace(r"\(", "(").replace(r"\)", ")"), r"\1", as_text) == token

    answer = run(ask, demo, TOKEN=token)
    assert "errors" not in answer
    assert answer["data"]["viewer"]["role"] == "OWNER"
    assert answer["data"]["viewer"]["partner"] == {
        "name": "Nordwind Werbeagentur GmbH",
        "usage": {"customers": 26, "customerLimit": 50},
    }
    assert len(answer["data"]["customers"]["nodes"]) == 3


@pytest.mark.parametrize("address", sorted(set(re.findall(rf"<{DEMO}(/[^>]*)>", README))))
def test_every_address_of_the_first_five_minutes_answers(demo, address):
    with urllib.request.urlopen(urllib.request.Request(demo + address, headers={"Accept": "text/html"})) as answer:
        assert answer.status == 200


def test_an_address_that_is_none_is_told_in_the_partners_look(demo):
    # Here, since a server of its own has no test's database at hand where it forgets to open one.
    request = urllib.request.Request(f"{demo}/nordwind/no/such/page", headers={"Accept": "text/html"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)

    with refused.value as answer:
        assert answer.code == 404
        assert "Nordwind Werbeagentur GmbH" in answer.read().decode()


def test_every_picture_is_there():
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)

    assert pictures != []
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []
