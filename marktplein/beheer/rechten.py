"""What an application admin may do in the technical admin: what stands on the list, and nothing else."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from gemeenten.grond.permissions import is_applicatiebeheerder
from marktplein.beheer.lijst import MODELLEN, REGELS

LIJST = MODELLEN | REGELS
APPS = frozenset(naam.partition(".")[0] for naam in LIJST)


class BeheerRechten(BaseBackend):
    """Gives the role of application admin its rights in the admin; authenticates nobody."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        app, _, code = perm.partition(".")
        handeling, _, model = code.partition("_")
        toegang = LIJST.get(f"{app}.{model}")
        return bool(toegang and handeling in toegang.handelingen) and is_applicatiebeheerder(user_obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return app_label in APPS and is_applicatiebeheerder(user_obj)
