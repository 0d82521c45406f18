"""What the models see, on sentences parsed by hand."""

import numpy as np
from spacy.lang.en import English
from spacy.tokens import Doc

from communique.findings import features

VOCAB = English().vocab
WORDS = ["Nora", "said", "that", "boats", "sank", ".", "\n\n", "Ships", "left", "."]
HEADS = [1, 1, 4, 4, 1, 1, 1, 8, 8, 8]
DEPS = ["nsubj", "ROOT", "mark", "nsubj", "ccomp", "punct", "dep", "nsubj", "ROOT", "punct"]
TAGS = ["NNP", "VBD", "IN", "NNS", "VBD", ".", "_SP", "NNS", "VBD", "."]


def parsed() -> Doc:
    return Doc(VOCAB, WORDS, tags=TAGS, deps=DEPS, heads=HEADS, lemmas=[word.lower() for word in WORDS])


def test_a_parse_becomes_arrays() -> None:
    doc = parsed()
    grid = features.grid_of(doc, doc.text, ((doc[3].idx, doc[5].idx),))
    assert grid.head.tolist() == HEADS
    assert grid.quote.tolist() == [0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    assert grid.level.tolist() == [1, 0, 2, 2, 1, 1, 1, 1, 0, 1]
    assert grid.paragraph[0] == grid.paragraph[5]
    assert grid.paragraph[7] == grid.paragraph[0] + 1


def test_features_are_rows_of_a_table_and_the_same_each_time() -> None:
    grid = features.grid_of(parsed(), parsed().text, ())
    rows = features.token_rows(grid)
    assert rows.shape[0] == len(WORDS)
    assert rows.max() < 1 << features.ROWS_LOG2
    assert (rows == features.token_rows(features.grid_of(parsed(), parsed().text, ()))).all()
    assert (rows[5] != rows[4]).any()


def test_a_cue_looks_at_its_paragraph_only() -> None:
    grid = features.grid_of(parsed(), parsed().text, ())
    pairs = features.pairs_of(grid, np.array([1, 8]))
    assert pairs.token[pairs.cue == 0].max() < 7
    assert pairs.token[pairs.cue == 1].min() == 7


def test_the_way_through_the_tree_tells_subjects_apart() -> None:
    grid = features.grid_of(parsed(), parsed().text, ())
    cues = np.array([1])
    way = features._walk(grid, cues, np.array([0]))
    assert way.steps[:5].tolist() == [1, 0, 2, 2, 1]
    assert way.branch[3] == 4, "boats hang on the clause"
    assert way.down[0] != way.down[3], "the speaker is no part of what is said"


def test_an_empty_text_has_no_features() -> None:
    grid = features.grid_of(Doc(VOCAB, []), "", ())
    assert len(features.token_rows(grid)) == 0
