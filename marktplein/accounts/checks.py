"""A production start refuses to run with the demo's logins."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from marktplein.accounts.models import User

DEMO_DOMEIN = "@demo.example"


@register(Tags.database)
def geen_demo_logins_in_productie(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Error accounts.E001 when DEMO is off and users of the demo exist. Runs at migrate and at check --database."""
    if settings.DEMO or settings.DEBUG or not databases:
        return []
    try:
        gevonden = User.objects.filter(email__iendswith=DEMO_DOMEIN, is_active=True).count()
    except DatabaseError:
        return []
    if not gevonden:
        return []
    return [
        Error(
            f"Deze database bevat {gevonden} demo-logins ({DEMO_DOMEIN}) met een wachtwoord dat iedereen kent.",
            hint="Begin met een lege database, of verwijder de demogegevens.",
            id="accounts.E001",
        )
    ]
