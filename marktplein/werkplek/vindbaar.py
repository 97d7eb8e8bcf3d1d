"""What quick search finds here: the pages of the menu."""

from collections.abc import Sequence

from django.urls import reverse

from marktplein.accounts.models import Bezoeker
from marktplein.basis.vindbaar import Treffer, Vindsoort
from marktplein.menu import INGANGEN


def zoek_paginas(user: Bezoeker, woorden: Sequence[str], hoogstens: int) -> list[Treffer]:
    gevonden = [i for i in INGANGEN if i.mag(user) and all(w in str(i.label).lower() for w in woorden)]
    return [Treffer(str(ingang.label), reverse(ingang.secties[0])) for ingang in gevonden[:hoogstens]]


VINDBAAR = (Vindsoort("Pagina’s", "pagina", lambda _: True, zoek_paginas),)
