from typing import Any

from django.urls import reverse


def ledentabs(actief: str) -> list[dict[str, Any]]:
    """The two lists about people: members and invitations."""
    return [
        {"label": label, "url": reverse(f"gemeenten:{naam}"), "actief": naam == actief, "aantal": None}
        for naam, label in (("leden", "Leden"), ("uitnodigingen", "Uitnodigingen"))
    ]
