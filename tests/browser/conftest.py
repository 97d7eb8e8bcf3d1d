"""People who log in the way people do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from marktplein.demo.voorbeeld import WACHTWOORD

if TYPE_CHECKING:
    from playwright.sync_api import Page


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
