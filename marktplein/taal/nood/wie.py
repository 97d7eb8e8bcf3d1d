"""Whether a youngster writes, or somebody who speaks of a child, a partner or a pupil: "je" or "u"."""

import re

# Who has children, a marriage or a class of pupils is no child.
_VOLWASSEN = re.compile(
    r"\b(?:mijn|m'n|mn|onze|me) (?:\w+ )?(?:man|vrouw|kind|kinderen|zoon|zoontje|dochter|dochtertje|baby|peuter"
    r"|kleuter|dreumes|puber|kleinkind|kleinzoon|kleindochter|leerling|leerlinge|pleegkind|pleegzoon|"
    r"pleegdochter|schoonfamilie|collega|buurman|buurvrouw)\b|\b(?:zoon|dochter|kind|leerling|peuter|baby|"
    r"dreumes|kleuter)\b|als begeleiding|ik geef les|ik ben (?:juf|leraar|docent|mentor)|\b(?:my|"
    r"our) (?:\w+ )?(?:husband|wife|child|kids?|children|son|daughter|baby|toddler|pupil|student|grandchild|"
    r"partner)\b|\btoddler\b|\b(?:kocam|esim|karim|kizim\w*|oglum\w*|cocugum\w*|cocuklarim\w*|bebegim\w*|"
    r"ogrencim\w*|yegenim\w*)\b|\b(?:maz|zona|corka|corke|corki|syn|syna|dziecko|dziecka|dzieci|niemowle|maluch"
    r"|uczen|partner|dwulatek|tesciowie)\b|زوجي|زوجتي|طليقي|جوزي|ابنتي|بنتي|ابني|طفلي|اطفالي|ولدي|تلميذ|الاولاد"
    r"|\b(?:чоловік|дружина|донька|доньки|доньку|син|сина|сину|дитина|дитини|дитину|діти|дітей|немовля|малюк|"
    r"учень)\b"
)


def is_jong(kaal: str) -> bool:
    """Whether "je" fits who wrote the plain text (``tekens.kaal``): nothing in it says that an adult writes."""
    return not _VOLWASSEN.search(kaal)
