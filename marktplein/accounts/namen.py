"""Names that people give themselves, which others read in mails."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# An address of a page or of mail: a mail program makes a link of it by itself.
_LINK = re.compile(r"[/@\\]|\w\.\w{2,}|\bwww\b", re.IGNORECASE)


def lijkt_op_link(naam: str) -> bool:
    return bool(_LINK.search(naam))


def valideer_naam_zonder_link(naam: str) -> None:
    """Form validator: a name in a mail of ours must not take anybody to a page of somebody else."""
    if lijkt_op_link(naam):
        raise ValidationError(_("Vul alleen je naam in, zonder adres van een website of mailbox."), code="link")
