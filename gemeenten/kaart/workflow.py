"""What becomes of a proposed change of the sociale kaart, and every move that is allowed: it is decided about once."""

from django.db import models

from marktplein.basis.workflow import Overgangen


class VoorstelStaat(models.TextChoices):
    """What became of a change that somebody proposed."""

    OPEN = "open", "Open"
    AANGENOMEN = "aangenomen", "Overgenomen"
    GEWEIGERD = "geweigerd", "Niet overgenomen"


VOORSTEL_OVERGANGEN: Overgangen = {
    VoorstelStaat.OPEN: frozenset({VoorstelStaat.AANGENOMEN, VoorstelStaat.GEWEIGERD}),
}
