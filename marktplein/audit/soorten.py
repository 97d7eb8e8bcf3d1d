"""Kinds of history about doors and locks: who came in, who did not, what left the house, what was changed by hand."""

from django.db.models import Q

# What somebody filters by → the words a happening begins or ends with.
SOORTEN: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "inloggen": ("Inloggen", ("inlog.",), ()),
    "slot": ("Wachtwoord en tweede inlogstap", ("wachtwoord.", "tweede_stap.", "account."), ()),
    "geweigerd": ("Geweigerd", ("toegang.",), ()),
    "export": ("Downloads", (), (".geexporteerd",)),
    "beheer": ("Technisch beheer", ("beheer.",), ()),
    "rollen": ("Rollen en uitnodigingen", ("lidmaatschap.", "uitnodiging."), ()),
}
KEUZES = [(soort, label) for soort, (label, _, _) in SOORTEN.items()]


def van_soort(soort: str) -> Q:
    """Condition on Logregel: a happening of this kind."""
    _, begin, eind = SOORTEN[soort]
    voorwaarde = Q()
    for deel in begin:
        voorwaarde |= Q(gebeurtenis__startswith=deel)
    for deel in eind:
        voorwaarde |= Q(gebeurtenis__endswith=deel)
    return voorwaarde


def hoort_oorsprong_bij(gebeurtenis: str) -> bool:
    """Whether the address it came from is kept with it (for six months)."""
    return any(gebeurtenis.startswith(begin) or gebeurtenis.endswith(eind) for _, begin, eind in SOORTEN.values())
