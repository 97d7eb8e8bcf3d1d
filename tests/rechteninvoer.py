"""What is sent to an address that changes something without a form to fill in; an empty post would not show who may."""

from typing import Any


def invoer(regio: int) -> dict[str, dict[str, Any]]:
    return {
        "aanbod:aanmelding": {"actie": "afmelden"},
        "aanbod:aanvraag": {"actie": "bevestig"},
        "aanbod:attendering": {"actie": "bevestig"},
        "aanbod:interventie_staat": {"actie": "trek_in"},
        "aanbod:kennismaking": {"besluit": "ja"},
        "gemeenten:account_actie": {"actie": "uitschakelen"},
        "gemeenten:uitnodiging_actie": {"actie": "intrekken"},
        "vraag:antwoord": {"keus": "ja"},
        "vraag:bereken": {"regio": regio},
    }
