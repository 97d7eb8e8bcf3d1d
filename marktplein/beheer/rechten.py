"""What an application admin may do in the technical admin."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

APPS = frozenset({"accounts", "audit", "gemeenten", "aanbod", "facilitair", "vraag"})
# People who registered are not the admin's business; outgoing mail (app "mail") holds their names and links too.
NOOIT = frozenset({"aanmelding"})
# What is written by services only, with their rules and history: to look at, never to change by hand.
ALLEEN_KIJKEN = frozenset(
    {
        "logregel", "lidmaatschap", "uitnodiging", "signaal", "groepsvoorstel", "regel", "toezegging", "uitsluiting",
        "run", "reden", "groep", "bijeenkomst", "inzet", "teamplaats", "reservering", "taak", "taakgebeurtenis",
    }
)  # fmt: skip


class BeheerRechten(BaseBackend):
    """Gives the role of application admin its rights in the admin; authenticates nobody."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        from gemeenten.grond.permissions import is_applicatiebeheerder

        app, _, code = perm.partition(".")
        handeling, _, model = code.partition("_")
        if app not in APPS or model in NOOIT or (model in ALLEEN_KIJKEN and handeling != "view"):
            return False
        return is_applicatiebeheerder(user_obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        from gemeenten.grond.permissions import is_applicatiebeheerder

        return app_label in APPS and is_applicatiebeheerder(user_obj)
