"""History in the technical admin: to look at."""

from django.contrib import admin
from django.http import HttpRequest

from marktplein.audit.models import Logregel


@admin.register(Logregel)
class LogregelAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("op", "gebeurtenis", "soort", "object_id", "door", "herkomst")
    list_filter = ("herkomst",)
    search_fields = ("gebeurtenis", "object_id")
    list_select_related = ("door",)
    show_full_result_count = False
    # What was counted is told on the log page, which knows what to round.
    exclude = ("gegevens",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Logregel | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Logregel | None = None) -> bool:
        return False
