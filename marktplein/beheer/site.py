"""Who comes in: the role decides, not a flag on the user; and nobody slips past the second step of the login."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from marktplein.basis.fouten import NietToegestaan


class BeheerSite(AdminSite):
    site_header = site_title = "Marktplein technisch beheer"
    index_title = "Gegevens"

    def has_permission(self, request: HttpRequest) -> bool:
        from gemeenten.grond.permissions import is_applicatiebeheerder

        return is_applicatiebeheerder(request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The admin's own login form knows no second step and no rate limit: use the house's login instead."""
        if request.user.is_authenticated:
            raise NietToegestaan("Het technisch beheer is voor applicatiebeheerders.")
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
