"""The demo region in the test database, and people who log in the way people do."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from marktplein.demo.scenario import WACHTWOORD

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def demo(transactional_db: None, settings: object) -> None:
    """Everything ``laad_demo`` loads."""
    settings.DEMO = settings.POST_ZICHTBAAR = True  # type: ignore[attr-defined]
    call_command("laad_demo", stdout=open(os.devnull, "w"))  # noqa: SIM115


@pytest.fixture
def log_in(nieuwe_pagina: Callable[..., "Page"]) -> Callable[..., "Page"]:
    """``log_in(e-mail)``: a page of somebody who logged in through the form."""

    def doe(email: str, **opties: object) -> "Page":
        page = nieuwe_pagina(**opties)
        page.goto("/account/login/")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
        page.get_by_role("button", name="Inloggen").click()
        page.wait_for_url("**/start/")
        return page

    return doe
