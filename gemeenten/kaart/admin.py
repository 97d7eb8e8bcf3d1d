"""The register of categories in the technical admin; organisations and what is told of them have pages of their own."""

from django.contrib import admin

from gemeenten.kaart.models import Categorie


@admin.register(Categorie)
class CategorieAdmin(admin.ModelAdmin):
    list_display = ("naam", "reeks", "volgorde")
    list_filter = ("reeks",)
    prepopulated_fields = {"slug": ("naam",)}
    exclude = ("organisaties",)
