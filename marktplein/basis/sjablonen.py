"""Django's template engine, quicker where a list spends its time: looking names up, and putting values into a page.

A page of rows does both thousands of times. The usual case goes a short way here; whatever is not usual, every mistake
too, goes Django's own way from the start, so that what a page shows is the same. A list of fifty rows takes a fifth of
the time with it (0.7 ms for 3.5); ``tests/basis/test_sjablonen.py`` holds both ways against each other.
"""

from html import escape
from typing import Any

from django.conf import settings
from django.template import base
from django.template.context import Context
from django.utils.safestring import SafeString

_gewoon_opzoeken = base.Variable._resolve_lookup  # type: ignore[attr-defined]
_gewoon_tonen = base.render_value_in_context


def zoek_op(self: base.Variable, context: Context) -> Any:
    """``a.b.c`` of things with attributes. Django asks each thing for a key first, and catches that it has none."""
    namen: Any = self.lookups
    try:
        ding = context[namen[0]]
        if callable(ding):
            return _gewoon_opzoeken(self, context)
        for naam in namen[1:]:
            if type(ding) is dict:
                ding = ding[naam]
            elif hasattr(type(ding), "__getitem__"):
                return _gewoon_opzoeken(self, context)
            else:
                ding = getattr(ding, naam)
            if callable(ding) and not hasattr(ding, "alters_data"):
                return _gewoon_opzoeken(self, context)
    except Exception:  # Django says what it means
        return _gewoon_opzoeken(self, context)
    return ding


def toon(waarde: Any, context: Context) -> str:
    """A value as it stands in the page: words and plain numbers need no look at clocks and languages."""
    soort = type(waarde)
    if soort is SafeString:
        return str(waarde)
    if soort is str:
        return SafeString(escape(waarde)) if context.autoescape else str(waarde)
    if soort is int and not settings.USE_THOUSAND_SEPARATOR:
        return SafeString(waarde)
    return _gewoon_tonen(waarde, context)


def zet() -> None:
    """From now on, in every template."""
    base.Variable._resolve_lookup = zoek_op  # type: ignore[attr-defined]
    setattr(base, "render_value_in_context", toon)  # noqa: B010 - in the words of the house
