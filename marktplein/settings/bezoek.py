"""How often a visitor may ask, and on which websites something of ours may stand."""

from .env import env, lijst

# Pages that anybody may open and that cost the house something: so many a minute for one address, together.
# Who is logged in is known, and not counted. 0 is no limit.
BEZOEKLIMIET: int = env.int("BEZOEKLIMIET", 120)
BEGRENSDE_PAGINAS = frozenset({"aanbod:zoeken", "aanbod:groepen", "aanbod:groep_agenda", "aanbod:blok"}) | {
    f"doorgeven:{naam}" for naam in ("agenda", "atom", "json", "sitemap", "sitemap_index")
}
# Which websites may show the block of aanbod.doorgeven in a frame; nothing else may stand in one.
INBEDDEN_OP: list[str] = lijst("INBEDDEN_OP")
