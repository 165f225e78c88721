"""What an editor may put into a block."""

import pytest
from django.core.exceptions import ValidationError

from knowledge.codes import new_code
from knowledge.text.blocks import BodyBlock, LinkBlock, PassageCodeBlock, TakeawayBlock

BLOCKS = [LinkBlock().child_blocks["passage"], TakeawayBlock().child_blocks["passage"]]


@pytest.mark.parametrize("block", BLOCKS)
def test_id_of_a_passage_is_taken(block):
    code = new_code()

    assert block.clean(code) == code
    assert block.clean("") == ""


@pytest.mark.parametrize("code", ["abc", "ABCDEFGH", "../../..", "12345678", "bcdf ghjk", "é" * 8])
def test_what_is_no_id_of_a_passage_is_refused(code):
    with pytest.raises(ValidationError, match="Kopieer de 8 tekens"):
        PassageCodeBlock(required=False).clean(code)


def test_every_block_with_words_has_a_reader():
    from knowledge.text.extraction import READERS

    pointers = {"heading", "case", "question"}
    assert set(BodyBlock().child_blocks) - pointers <= set(READERS)
