"""The technical admin: themes and everyday words. Everything else has pages of its own."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from aanbod.models import Certificaat, Thema, Trainer, Voorbeeldzin, Zoekwoord
from aanbod.zoeken.services import met_andere, werk_bij


class ZoekwoordInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Zoekwoord
    extra = 3


class VoorbeeldzinInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Voorbeeldzin
    fields = ("zin", "taal")
    extra = 3


@admin.register(Thema)
class ThemaAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("naam", "volgorde", "uitleg")
    search_fields = ("naam", "zoekwoorden__woord")
    inlines = (ZoekwoordInline, VoorbeeldzinInline)
    prepopulated_fields = {"slug": ("naam",)}

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Words changed: offers with this theme are found by other words from now on."""
        super().save_related(request, form, formsets, change)
        werk_bij(met_andere({("thema", form.instance.pk)}))


class CertificaatInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Certificaat
    extra = 1


@admin.register(Trainer)
class TrainerAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("naam", "gemeente", "bereik", "actief")
    list_filter = ("actief", "bereik", "gemeente")
    search_fields = ("naam",)
    raw_id_fields = ("user", "organisatie")
    inlines = (CertificaatInline,)
