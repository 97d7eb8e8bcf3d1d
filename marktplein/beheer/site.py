"""Who comes in: the role decides, not a flag on the user; and nobody slips past the second step of the login."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme

from gemeenten.grond.permissions import is_applicatiebeheerder
from marktplein.basis.fouten import NietToegestaan
from marktplein.beheer.lijst import BUITEN, MODELLEN, Toegang
from marktplein.beheer.samen import samen

# Rows below a form (kernen of a gemeente, words of a theme): more than anybody has, and few enough to judge at once.
# Django's own limit is two thousand, which takes seconds of whoever asks for them.
HOOGSTENS_REGELS = 200


class BeheerSite(AdminSite):
    site_header = site_title = "Marktplein technisch beheer"
    index_title = "Technisch beheer"

    def has_permission(self, request: HttpRequest) -> bool:
        return is_applicatiebeheerder(request.user)

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: "type[ModelAdmin[Any]] | None" = None,
        **options: Any,
    ) -> None:
        """Only models on the list, with the fields and actions that stand there.

        Raises ImproperlyConfigured for a model that the list does not know: whoever adds one decides what it shows.
        """
        modellen = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        for model in modellen:
            naam = model._meta.label_lower
            if naam in BUITEN:
                continue
            if naam not in MODELLEN:
                raise ImproperlyConfigured(
                    f"{naam} staat niet in marktplein/beheer/lijst.py: niet in technisch beheer."
                )
            eigen = samen(admin_class or ModelAdmin)
            super().register(model, binnen_de_lijst(eigen, MODELLEN[naam]), **options)

    # The house's login is where one is sent; without this its own address would be asked for a login first.
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The admin's own login form knows no second step and no rate limit: use the house's login instead."""
        terug = _terug(request)
        if not request.user.is_authenticated:
            return redirect_to_login(terug)
        if self.has_permission(request):
            return redirect(terug)
        raise NietToegestaan("Het technisch beheer is voor applicatiebeheerders.")

    def password_change(  # type: ignore[override]  # Django says a template; a redirect is a page too
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The house's page asks for the old password, counts attempts and leaves a line of history."""
        return redirect("account_change_password")

    def password_change_done(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("admin:index")


def _terug(request: HttpRequest) -> str:
    """Where one wanted to go, when that is a page of ours and not this door itself."""
    doel = request.GET.get("next", "")
    # ``redirect`` takes what begins with no slash for the name of a page.
    if (
        not doel.startswith("/")
        or doel.startswith(request.path)
        or not url_has_allowed_host_and_scheme(doel, {request.get_host()})
    ):
        return reverse("admin:index")
    return doel


def binnen_de_lijst(soort: "type[ModelAdmin[Any]]", toegang: Toegang) -> "type[ModelAdmin[Any]]":
    """The same admin, with no other fields and actions than the list gives."""

    class BinnenDeLijst(soort):  # type: ignore[valid-type, misc]
        def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
            return [veld for veld in super().get_fields(request, obj) if veld in toegang.velden]

        def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[Any]:
            for regels, inline in super().get_formsets_with_inlines(request, obj):
                regels.max_num, regels.absolute_max = min(regels.max_num, HOOGSTENS_REGELS), HOOGSTENS_REGELS
                yield regels, inline

        def get_actions(self, request: HttpRequest) -> dict[str, Any]:
            return {naam: actie for naam, actie in super().get_actions(request).items() if naam in toegang.acties}

    BinnenDeLijst.__name__ = soort.__name__
    return cast("type[ModelAdmin[Any]]", BinnenDeLijst)
