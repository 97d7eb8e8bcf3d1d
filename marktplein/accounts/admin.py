"""Accounts in the technical admin: to look at. Making, switching off and resetting goes through the list of members."""

from django.contrib import admin
from django.http import HttpRequest

from marktplein.accounts.models import User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("email", "naam", "is_active", "last_login", "date_joined")
    list_filter = ("is_active",)
    search_fields = ("email", "naam")
    ordering = ("email",)
    fields = ("email", "naam", "is_active", "last_login", "date_joined")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False
