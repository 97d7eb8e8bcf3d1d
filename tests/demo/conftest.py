"""The demo, loaded once per module inside a transaction that is rolled back; each test runs in a savepoint of it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """Lines that were shown while loading."""
    # Apps are not ready when this file is read.
    from marktplein.demo import lader

    regels: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        lader.laad(regels.append)
        yield regels
        transaction.set_rollback(True)
