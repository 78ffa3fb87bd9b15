"""The bundled pipeline, loaded once."""

from __future__ import annotations

import pytest

from summitry.language import Pipeline, load


@pytest.fixture(scope="session")
def english() -> Pipeline:
    return load()
