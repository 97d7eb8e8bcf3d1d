"""Plain form controls inside a template of our own or of Django's; how they look is told in basis.bediening."""

from django import template

from marktplein.basis import bediening

register = template.Library()
register.simple_tag(bediening.invoer)
register.simple_tag(bediening.keuzelijst)
register.simple_tag(bediening.tekstvak)
