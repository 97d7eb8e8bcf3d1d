"""What no view writes down itself: refusals, and files that leave the house.

A refusal is a 403, or a 404 about a thing that is there and hidden (``Verborgen``). Who keeps trying numbers leaves a
limited number of lines an hour, and then one that says so: a crawler does not flood the history.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.audit.verzoek import Verzoek, huidig, tijdens
from marktplein.basis.drempel import te_vaak
from marktplein.basis.fouten import Verborgen

log = logging.getLogger(__name__)
Volgende = Callable[[HttpRequest], HttpResponse]
# Bringing a meeting into one's own calendar takes nothing out of the house.
GEEN_EXPORT = (".ics",)
UUR = 3600
WEIGERINGEN_PER_UUR = 60


class Geschiedenis:
    """Writes a line of history for each refusal to somebody who is logged in, and for each download that has none."""

    def __init__(self, get_response: Volgende) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with tijdens(request) as verzoek:
            response = self.get_response(request)
            if isinstance(request.user, User):
                self._schrijf(request, request.user, response, verzoek)
        return response

    def process_exception(self, request: HttpRequest, fout: Exception) -> None:
        """What was asked for and is hidden; the answer stays what it is."""
        verzoek = huidig()
        if isinstance(fout, Verborgen) and verzoek is not None:
            verzoek.verborgen = fout.soort(pk=fout.pk)

    def _schrijf(self, request: HttpRequest, user: User, response: HttpResponse, verzoek: Verzoek) -> None:
        try:
            if response.status_code == 403 or verzoek.verborgen is not None:
                _weigering(request, user, verzoek.verborgen or user)
            elif _is_export(response) and not any(g.endswith(".geexporteerd") for g in verzoek.gebeurtenissen):
                leg_vast("lijst.geexporteerd", user, door=user, **_pagina(request))
        except DatabaseError:
            # The answer stands; that it could not be written down is told to who reads the log.
            log.exception("geschiedenis van %s kon niet worden geschreven", response.status_code)


def _weigering(request: HttpRequest, user: User, ding: Model) -> None:
    """A line about ``ding``: the kind and the number, nothing of what is in it."""
    wie = str(user.pk)
    if not te_vaak(request, "weigering", hoogstens=WEIGERINGEN_PER_UUR, seconden=UUR, van=wie):
        leg_vast("toegang.geweigerd", ding, door=user, methode=request.method, **_pagina(request))
    elif not te_vaak(request, "weigering-vaak", hoogstens=1, seconden=UUR, van=wie):
        leg_vast("toegang.vaak_geweigerd", user, door=user, meer_dan=WEIGERINGEN_PER_UUR)


def _pagina(request: HttpRequest) -> dict[str, Any]:
    """The name of the page and the number of the thing; never its address, which may hold a name or a key."""
    if not request.resolver_match:
        return {"pagina": ""}
    pagina: dict[str, Any] = {"pagina": request.resolver_match.view_name}
    nummer = request.resolver_match.kwargs.get("pk")
    return pagina | {"nummer": nummer} if isinstance(nummer, int) else pagina


def _is_export(response: HttpResponse) -> bool:
    bijlage = response.headers.get("Content-Disposition", "")
    is_bijlage = response.status_code == 200 and bijlage.startswith("attachment")
    return is_bijlage and not bijlage.rstrip('"').endswith(GEEN_EXPORT)
