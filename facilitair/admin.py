"""Technical management: rooms and what must be done around a group. Bookings and tasks have pages of their own."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from facilitair.models import Ruimte, Taaksjabloon


@admin.register(Ruimte)
class RuimteAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("naam", "gemeente", "capaciteit", "toegankelijk", "actief")
    list_filter = ("actief", "toegankelijk", "gemeente")
    list_select_related = ("gemeente",)
    search_fields = ("naam", "adres")
    # How one gets in is for the desk and the trainers of a group there, near the date.
    exclude = ("sleutel",)


@admin.register(Taaksjabloon)
class TaaksjabloonAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("soort", "titel", "werkdagen_na_start", "actief")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A deleted template comes back at the next migration: switch it off instead."""
        return False
