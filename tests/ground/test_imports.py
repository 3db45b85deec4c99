"""The rule of direction: a layer knows those below it and none above."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from admin_ui.pages.developers import SNIPPETS

ROOT = Path(__file__).parents[2]
PACKAGES = ("graphapi", "schema", "admin_ui")

# From the bottom up. What stands nowhere here is the ground that all stand on, and so may import nothing that does.
LAYERS = (
    ("graphapi.models", "graphapi.database"),
    ("graphapi.access",),
    ("graphapi.documents", "graphapi.services", "graphapi.mail", "graphapi.audit_texts"),
    ("graphapi.web",),
    ("schema",),
    ("admin_ui",),
    ("graphapi.keys", "graphapi.app", "graphapi.cli", "graphapi.demo", "graphapi.__main__"),
)


@cache
def modules() -> dict[str, Path]:
    """All modules of the packages by their dotted name."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.parent == SNIPPETS:  # programs of other people's
                continue
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text())


def imports(module: str) -> set[str]:
    """What a module imports, for the type checker alone too; ``from a import b`` is a.b where that is a module."""
    names = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative imports hide where they lead"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in modules() else node.module for name in whole}
    return names


def within(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def layer(module: str) -> int:
    return next((height for height, members in enumerate(LAYERS, start=1) if within(module, *members)), 0)


def found(importers: tuple[str, ...], *imported: str) -> list[str]:
    """The imports of some packages by others, as sentences."""
    return [
        f"{module} imports {name}"
        for module in modules()
        if within(module, *importers)
        for name in sorted(imports(module))
        if within(name, *imported)
    ]


def test_no_layer_imports_one_above_it():
    upward = [
        f"{module} imports {name}"
        for module in modules()
        for name in sorted(imports(module))
        if within(name, *PACKAGES) and layer(name) > layer(module)
    ]

    assert upward == []


def test_the_rules_know_neither_graphql_nor_http():
    assert found(("graphapi.services", "graphapi.models", "graphapi.access"), "strawberry", "graphql", "aiohttp") == []


def test_the_pages_know_neither_models_nor_services():
    assert found(("admin_ui",), "graphapi.models", "graphapi.services", "graphapi.database", "tortoise") == []


def test_the_environment_is_read_by_the_settings_alone():
    doors = {"environ", "environb", "getenv", "getenvb"}
    readers = set()
    for module in modules():
        nodes = list(ast.walk(tree(module)))
        written = {node.value for node in nodes if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)}
        if any(isinstance(node, ast.Attribute) and node.attr in doors and node not in written for node in nodes) or any(
            isinstance(node, ast.ImportFrom) and doors & {alias.name for alias in node.names} for node in nodes
        ):
            readers.add(module)

    assert readers == {"graphapi.settings"}


def test_every_layer_named_here_is_there():
    missing = [name for names in LAYERS for name in names if not any(within(module, name) for module in modules())]

    assert missing == []
