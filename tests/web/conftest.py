"""An office with its web app, and a visitor who is like a browser at the desk."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine

from config.office import Office, open_office
from notifications.tokens import answer_token, load_secret
from tests.web.visitor import Visitor
from web.app import make_app

ROOT = Path(__file__).parents[2]


class Hands:
    """A clock whose hands a test may set."""

    def __init__(self) -> None:
        self.at = datetime(2017, 11, 14, 8, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The example municipality in a folder of its own."""
    home = tmp_path / "linkoping"
    home.mkdir()
    shutil.copy(ROOT / "examples" / "linkoping" / "office.toml", home)
    return open_office(home)


@pytest.fixture
def app(office: Office, engine: Engine, hands: Hands) -> FastAPI:
    return make_app(office, engine, hands)


@pytest.fixture
def visitor(app: FastAPI) -> Visitor:
    return Visitor(app)


@pytest.fixture
def address(office: Office) -> Callable[[int], str]:
    """The answer page of a letter."""
    return lambda letter_id: f"/svar/{answer_token(load_secret(office.home), letter_id)}"
