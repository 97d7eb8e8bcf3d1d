"""Places in the technical admin. Memberships and invitations are only shown: services write them."""

from django.contrib import admin
from django.db import models

from gemeenten.grond.models import (
    Gemeente,
    GemeenteCijfer,
    Kern,
    Lidmaatschap,
    Organisatie,
    Regio,
    Schoolvakantie,
    Team,
    Uitnodiging,
)

admin.site.register(Regio)


class KernInline(admin.TabularInline):
    model = Kern
    extra = 0


@admin.register(Gemeente)
class GemeenteAdmin(admin.ModelAdmin):
    list_display = ("naam", "cbs_code", "regio", "van", "tot", "opgegaan_in")
    list_filter = ("regio",)
    search_fields = ("naam", "cbs_code")
    list_select_related = ("regio", "opgegaan_in")
    prepopulated_fields = {"slug": ("naam",)}
    inlines = (KernInline,)


@admin.register(GemeenteCijfer)
class GemeenteCijferAdmin(admin.ModelAdmin):
    list_display = ("gemeente", "soort", "jaar", "waarde", "bron")
    list_filter = ("soort", "jaar")
    list_select_related = ("gemeente",)


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    list_display = ("naam", "soort", "gemeente", "actief")
    list_filter = ("soort", "actief", "gemeente")
    search_fields = ("naam",)
    list_select_related = ("gemeente",)
    prepopulated_fields = {"slug": ("naam",)}


@admin.register(Organisatie)
class OrganisatieAdmin(admin.ModelAdmin):
    list_display = ("naam", "vestiging", "vrij_toegankelijk", "laatst_gecontroleerd")
    list_filter = ("vrij_toegankelijk",)
    search_fields = ("naam", "omschrijving")
    prepopulated_fields = {"slug": ("naam",)}
    filter_horizontal = ("gemeenten",)
    exclude = ("gecontroleerd_door", "na_te_kijken_op", "controle_gevraagd_op", "kwaliteit_nvt", "opgegaan_in")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Schoolvakantie)
class SchoolvakantieAdmin(admin.ModelAdmin):
    list_display = ("naam", "vakantieregio", "begin", "eind")
    list_filter = ("vakantieregio",)


@admin.register(Lidmaatschap)
class LidmaatschapAdmin(admin.ModelAdmin):
    list_display = ("user", "rol", "plek", "van", "tot")
    list_filter = ("rol",)
    search_fields = ("user__email", "user__naam")
    list_select_related = ("user", "team", "gemeente", "organisatie")


@admin.register(Uitnodiging)
class UitnodigingAdmin(admin.ModelAdmin):
    list_display = ("email", "rol", "plek", "verloopt_op", "aanvaard_op", "ingetrokken_op")
    list_filter = ("rol",)
    search_fields = ("email",)
    list_select_related = ("team", "gemeente", "organisatie")
    exclude = ("token_hash",)
