"""Front door of this app's reads."""

from aanbod.selectors.groepen import groepen_met_plek, zichtbaar_voor
from aanbod.selectors.trainers import bevoegde_trainers
from aanbod.selectors.zoeken import zoek_interventies

__all__ = ["bevoegde_trainers", "groepen_met_plek", "zichtbaar_voor", "zoek_interventies"]
