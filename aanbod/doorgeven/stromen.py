"""Groups with dates and new offers for other websites: a calendar, an Atom feed and a JSON feed.

What is told does not depend on who asks, nor on when, so that the same is told with the same letters.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import capfirst

from aanbod.doorgeven.schema import adres_van
from aanbod.doorgeven.selectors import Kring, in_agenda, nieuw_aanbod
from aanbod.groepen.agenda import agenda_van
from aanbod.models import Groep, Interventie
from aanbod.workflow import GroepStaat
from marktplein.basis import klok
from marktplein.basis.woorden import bedrag, dag_met_jaar, opsomming

# The day from which a name in a feed is ours (RFC 4151).
NAAMGEVER = 2026
NOOIT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Post:
    """One thing in a feed."""

    sleutel: str
    adres: str
    titel: str
    tekst: str
    begonnen_op: dt.datetime
    gewijzigd_op: dt.datetime
    onderwerpen: Sequence[str]
    feiten: dict[str, Any]

    @property
    def id(self) -> str:
        """Stays the same whatever changes, also its address."""
        return f"tag:{urlsplit(settings.SITE_URL).hostname},{NAAMGEVER}:{self.sleutel}"


def naam_van(kring: Kring) -> str:
    """ "Marktplein: pesten in Leiden"."""
    wat = kring.thema.naam if kring.thema else "groepen en nieuw aanbod"
    waar = f" in {kring.gemeente.naam}" if kring.gemeente else ""
    return f"{settings.NAAM}: {wat}{waar}"


def als_agenda(kring: Kring) -> str:
    """Everything with dates, for a calendar that subscribes."""
    return agenda_van(
        [(groep, groep.bijeenkomsten.all(), adres_van(groep)) for groep in in_agenda(kring)], naam_van(kring)
    )


def als_atom(kring: Kring) -> str:
    """The same with new offers, what changed last in front."""
    posten = posten_van(kring)
    stroom = _Atom(
        title=naam_van(kring),
        link=_pagina(kring),
        description="",
        language=settings.LANGUAGE_CODE,
        feed_url=_adres("atom", kring),
        feed_guid=_adres("atom", kring),
    )
    for post in posten:
        stroom.add_item(
            title=post.titel,
            link=post.adres,
            description=post.tekst,
            unique_id=post.id,
            pubdate=post.begonnen_op,
            updateddate=post.gewijzigd_op,
            categories=post.onderwerpen,
        )
    return stroom.writeString("utf-8")


class _Atom(Atom1Feed):
    def latest_post_date(self) -> dt.datetime:
        """Of a feed without anything Django tells the present moment: it would be another one at each look."""
        return super().latest_post_date() if self.items else NOOIT


def als_json(kring: Kring) -> str:
    """A JSON Feed (version 1.1), with dates, places and costs under ``_marktplein``."""
    feiten = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": naam_van(kring),
        "home_page_url": _pagina(kring),
        "feed_url": _adres("json", kring),
        "language": settings.LANGUAGE_CODE,
        "items": [
            {
                "id": post.id,
                "url": post.adres,
                "title": post.titel,
                "content_text": post.tekst,
                "date_published": _moment(post.begonnen_op),
                "date_modified": _moment(post.gewijzigd_op),
                "tags": list(post.onderwerpen),
                "_marktplein": post.feiten,
            }
            for post in posten_van(kring)
        ],
    }
    return json.dumps(feiten, ensure_ascii=False, indent=1)


def posten_van(kring: Kring) -> list[Post]:
    """Groups and new offers together, what changed last in front."""
    posten = [_van_groep(groep) for groep in in_agenda(kring)] + [_van_aanbod(ding) for ding in nieuw_aanbod(kring)]
    return sorted(posten, key=lambda post: (post.gewijzigd_op, post.sleutel), reverse=True)


def _van_groep(groep: Groep) -> Post:
    aanbod, keren = groep.interventie, list(groep.bijeenkomsten.all())
    weg = groep.staat == GroepStaat.GEANNULEERD
    titel = f"{capfirst(aanbod.naam)} in {groep.gemeente.naam}, vanaf {dag_met_jaar(groep.start_op)}"
    return Post(
        sleutel=f"groep:{groep.pk}",
        adres=adres_van(groep),
        titel=f"Gaat niet door: {titel}" if weg else titel,
        tekst=" ".join(filter(None, [_stop(capfirst(groep.voor_wie)), _stop(groep.waar), _kosten(aanbod)])),
        begonnen_op=groep.aangemaakt_op,
        gewijzigd_op=groep.gewijzigd_op,
        onderwerpen=[groep.gemeente.naam],
        feiten={
            "soort": "groep",
            "stand": groep.staat,
            "gaat_door": not weg,
            "eerste_dag": groep.start_op.isoformat(),
            "laatste_dag": groep.eind_op.isoformat(),
            "bijeenkomsten": [{"begin": _moment(keer.begin), "eind": _moment(keer.eind)} for keer in keren],
            "plaats": groep.waar,
            "gemeente": groep.gemeente.naam,
            "leeftijd": [groep.leeftijd_min, groep.leeftijd_max],
            "voor": groep.is_voor,
            "kosten_cent": aanbod.eigen_bijdrage_cent,
        },
    )


def _van_aanbod(ding: Interventie) -> Post:
    return Post(
        sleutel=f"aanbod:{ding.pk}",
        adres=adres_van(ding),
        titel=f"Nieuw: {capfirst(ding.naam)}",
        tekst=" ".join(filter(None, [ding.omschrijving, _kosten(ding)])),
        begonnen_op=ding.aangemaakt_op,
        gewijzigd_op=ding.gewijzigd_op,
        onderwerpen=[thema.naam for thema in ding.themas.all()],
        feiten={
            "soort": "aanbod",
            "aanbieder": ding.aanbieder,
            "leeftijd": [ding.leeftijd_min, ding.leeftijd_max],
            "voor": opsomming(str(voor) for voor in ding.voor_wie),
            "kosten_cent": ding.eigen_bijdrage_cent,
        },
    )


def _kosten(ding: Interventie) -> str:
    cent = ding.eigen_bijdrage_cent
    if cent is None:
        return ""
    return f"Kosten: {bedrag(cent)}." if cent else "Gratis."


def _stop(tekst: str) -> str:
    return f"{tekst}." if tekst else ""


def _moment(op: dt.datetime) -> str:
    return klok.lokaal(op).isoformat(timespec="seconds")


def _pagina(kring: Kring) -> str:
    return f"{settings.SITE_URL}{reverse('aanbod:groepen')}"


def _adres(soort: str, kring: Kring) -> str:
    vraag = f"?{kring.vraag}" if kring.vraag else ""
    return f"{settings.SITE_URL}{reverse(f'doorgeven:{soort}')}{vraag}"
