"""The demo, once per module inside a transaction that is rolled back; each test runs in a savepoint of it."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, demo_laden: Callable[[], list[str]]
) -> Iterator[list[str]]:
    """Lines that were shown while loading."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield demo_laden()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _sloten_tellen_vanaf_de_test(db: None) -> None:
    """The savepoint in which a test runs here is no transaction of its own: nothing is held when a service begins."""
    from tests import volgorde

    volgorde.begin()
