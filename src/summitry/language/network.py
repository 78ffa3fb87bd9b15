"""The word pieces of one sentence in, the network's scores for its words out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from summitry.errors import LanguageError

WEIGHTS = Path(__file__).parent / "weights"
BEGIN, END, UNKNOWN = 101, 102, 100  # [CLS], [SEP] and [UNK] of the encoder's vocabulary
OUTPUTS = ("u", "x", "n", "arc", "rel", "rh", "rd")  # in the order of the fields of Scores
SLOW = ["SkipLayerNormFusion"]  # its kernel takes six times as long as the two that it stands for
MOST_PIECES = 510  # positions of the encoder, less BEGIN and END

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


class Labels(msgspec.Struct, frozen=True):
    """The labels of each layer, by their column: universal and Penn tags, relations, and BIO name labels."""

    universal: tuple[str, ...]
    penn: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def read(cls) -> Labels:
        """The labels of the bundled weights."""
        columns = msgspec.json.decode((WEIGHTS / "labels.json").read_bytes(), type=dict[str, dict[str, int]])
        return cls(*(tuple(sorted(columns[key], key=columns[key].__getitem__)) for key in "UXDN"))


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one sentence of n words: a row a word, a column a label (arcs: root, then words)."""

    universal: Floats
    penn: Floats
    names: Floats
    arcs: Floats
    relations: Floats  # under the head with the best arc
    as_head: Floats  # (n + 1, 96): the root, then the words
    as_child: Floats  # (n, 96)


class Network:
    """The encoder with its heads.

    It is run on one sentence at a time: activations are quantised dynamically, by their range over a whole
    input, so a sentence would come out otherwise beside other sentences, or padding. It is no slower.
    """

    def __init__(self) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        try:
            self._session = onnxruntime.InferenceSession(
                str(WEIGHTS / "network.onnx"),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=SLOW,
            )
            self._relations = np.load(WEIGHTS / "relations.npz")["R"].astype(np.float32)
        except Exception as error:  # onnxruntime has no common class for what it raises on a broken file
            raise LanguageError(f"the bundled weights in {WEIGHTS} cannot be read: {error}") from error

    def scores(self, pieces: Sequence[Sequence[int]]) -> Scores:
        """The scores for one sentence, given the word pieces of each of its words: MOST_PIECES at most."""
        ids = [BEGIN]
        firsts = []
        for word in pieces:
            firsts.append(len(ids))
            ids += word
        ids.append(END)
        inputs = {"ids": np.array([ids], dtype=np.int64), "firsts": np.array(firsts, dtype=np.int64)}
        return Scores(*self._session.run(list(OUTPUTS), inputs))

    def relations(self, scores: Scores, heads: Ints) -> Floats:
        """The scores of the relations under these heads, where 0 is the root: a row a word."""
        found = scores.relations
        greedy = scores.arcs.argmax(1)
        for word in np.flatnonzero(heads != greedy):
            head = np.append(scores.as_head[heads[word]], np.float32(1))
            child = np.append(scores.as_child[word], np.float32(1))
            found[word] = (head @ self._relations) @ child
        return found
