"""What the form of a need explains with an example, where a label is not enough."""

VERDELEN = (
    "Dat vergroot de kans. Voorbeeld: je vraagt voor 5 en er is een groep met 4 plekken. Mogen zij verdeeld worden, "
    "dan krijgen er 4 een plek en wacht er 1 op de volgende groep. Anders wachten zij alle 5."
)
MINSTENS_SAMEN = (
    "Met 1 kan er een ook alleen in een groep komen, of alleen wachten. Met 2 gebeurt dat nooit. Het telt alleen als "
    "zij verdeeld mogen worden."
)
