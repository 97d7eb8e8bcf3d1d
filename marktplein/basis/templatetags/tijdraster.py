"""The parts of a time grid: a page has hundreds, so they are written here and not by a template.

Put together as text: ``format_html`` for each part costs four times as much (6 ms for 200 parts, of the 20 that the
page may take). Every text is escaped here, whoever made it; the rest is HTML of ours and numbers.
"""

import datetime as dt
from html import escape

from django.template import Library
from django.utils.safestring import SafeString, mark_safe

from marktplein.basis.datums import in_vorm
from marktplein.basis.tijdraster import OPTIE, VRIJ, Cel, Deel

register = Library()


@register.filter
def strook(cel: Cel) -> SafeString:
    """A day to scale, for the eye."""
    strepen = [f'<span class="raster__streep--{escape(deel.staat)} {deel.klassen}"></span>' for deel in cel.delen]
    return mark_safe("".join(strepen))  # noqa: S308 - escaped, and places of ours


@register.filter
def delen(van_de_dag: list[Deel], dag: dt.date) -> SafeString:
    """Parts of a day in words, each a list item: a block with its hours, or free time to press."""
    return mark_safe("".join(_deel(deel, dag) for deel in van_de_dag))  # noqa: S308 - escaped below


def _deel(deel: Deel, dag: dt.date) -> str:
    begin, eind = (f'<a href="{escape(deel.url)}">', "</a>") if deel.url else ("<span>", "</span>")
    geweest = " raster__deel--geweest" if deel.geweest else ""
    klasse = f"raster__deel raster__deel--{escape(deel.staat)}{geweest} {deel.klassen}"
    return f'<li class="{klasse}">{begin}{_woorden(deel, dag)}{eind}</li>'


def _woorden(deel: Deel, dag: dt.date) -> str:
    tekst = escape(deel.tekst)
    if deel.is_blok:
        blok = f'<span class="raster__tijd">{deel.uren}</span> {tekst}'
        return f"{blok} (optie)" if deel.staat == OPTIE else blok
    klasse = "raster__tijd" if deel.staat == VRIJ else "alleen-voorlezen"
    doen = f'<span class="alleen-voorlezen">: reserveer {escape(in_vorm(dag, "l j F"))}</span>' if deel.url else ""
    return f'{tekst} <span class="{klasse}">{deel.uren}</span>{doen}'
