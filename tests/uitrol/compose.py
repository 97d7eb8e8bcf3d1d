"""Reads docker-compose.yml as compose does, as far as that file needs it: anchors, merges, ${VAR} in two forms."""

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

PROJECT = Path(__file__).resolve().parent.parent.parent
BESTAND = PROJECT / "docker-compose.yml"
VARIABELE = re.compile(r"\$\$|\$\{(\w+)(?:(:\?|:-)([^}]*))?\}")


class Ontbreekt(Exception):
    """A variable that compose would refuse to start without."""


def lees(omgeving: dict[str, str]) -> dict[str, Any]:
    """The file with the variables of `omgeving` filled in. Raises Ontbreekt like compose does."""
    return _vul(YAML(typ="safe").load(BESTAND.read_text("utf-8")), omgeving)


def _vul(waarde: Any, omgeving: dict[str, str]) -> Any:
    if isinstance(waarde, dict):
        return {naam: _vul(deel, omgeving) for naam, deel in waarde.items()}
    if isinstance(waarde, list):
        return [_vul(deel, omgeving) for deel in waarde]
    if isinstance(waarde, str):
        return VARIABELE.sub(lambda m: _een(m, omgeving), waarde)
    return waarde


def _een(m: re.Match[str], omgeving: dict[str, str]) -> str:
    naam, soort, rest = m.groups()
    if naam is None:
        return "$"
    if omgeving.get(naam):
        return omgeving[naam]
    if soort == ":-":
        return rest
    raise Ontbreekt(f"{naam}: {rest}")
