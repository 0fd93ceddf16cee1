"""Blocks come back from the memo as they were."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import fields

from duizhao.document.blocks import read_blocks
from duizhao.document.model import Block
from duizhao.document.remembered_blocks import packed, unpacked
from tests.document.test_grammar import cases


def every_field(blocks: list[Block]) -> list[list[object]]:
    """Those that two blocks are not compared by, too."""
    return [[getattr(block, each.name) for each in fields(block)] for block in blocks]


@pytest.mark.parametrize(("source", "tree", "seen"), cases())
def test_blocks_come_back(source: str, tree: str, seen: str) -> None:
    blocks = read_blocks(source, 3)
    again = unpacked(json.loads(json.dumps(packed(blocks))))
    assert every_field(again) == every_field(blocks)
    assert repr(again) == repr(blocks)
