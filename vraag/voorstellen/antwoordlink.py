"""The link itself: computed from the secret key, so that every mail carries the same and the database only its hash."""

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from aanbod.deelname.koppeling import hash_van
from aanbod.models import Trainer
from vraag.models import Antwoordlink, Groepsvoorstel
from vraag.permissions import heeft_login


def token_van(voorstel: int, trainer: int) -> str:
    return salted_hmac("vraag.antwoordlink", f"{voorstel}:{trainer}", algorithm="sha256").hexdigest()


def link_van(voorstel: int, trainer: int) -> str:
    """The absolute address for in a mail; only reads."""
    return f"{settings.SITE_URL}{reverse('vraag:per_link', args=[token_van(voorstel, trainer)])}"


def laat_link_openen(voorstel: Groepsvoorstel, trainer: Trainer) -> None:
    """See to it that the link opens the page, also after a change of the secret key. Safe to repeat."""
    nu = hash_van(token_van(voorstel.pk, trainer.pk))
    Antwoordlink.objects.update_or_create(voorstel=voorstel, trainer=trainer, defaults={"token_hash": nu})


def link_met(token: str) -> Antwoordlink | None:
    """Whose link this is; None when it is not ours."""
    return (
        Antwoordlink.objects.select_related("trainer__user", "voorstel__interventie")
        .filter(token_hash=hash_van(token))
        .first()
    )


def krijgt_link(trainer: Trainer) -> bool:
    """No account to answer with, and an address to send the link to. Reads ``user``."""
    return not heeft_login(trainer) and bool(trainer.email)
