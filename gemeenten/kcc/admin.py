"""Which desks answer everybody, in the technical admin."""

from django.contrib import admin

from gemeenten.kcc.models import Adviespunt


@admin.register(Adviespunt)
class AdviespuntAdmin(admin.ModelAdmin):
    list_display = ("contact", "chat", "volgorde")
    list_select_related = ("contact__organisatie",)
    filter_horizontal = ("gemeenten",)
