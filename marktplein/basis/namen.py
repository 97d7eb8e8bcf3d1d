"""What looks like the name of a person in a text. Pure; a guess, to warn with and never to refuse.

Three things give a name away: a first name that is in the list, written with a capital; a word with a capital after
what people write before a name ("mijn zoon", "een meisje genaamd") or before an age ("Zoë (8)"); and initials or
a first name with a surname. A word with a capital alone is no name: places, trainings, days and teams have one too.
"""

import re
from collections.abc import Iterator

# Common first names of children, parents and colleagues here, of all backgrounds. Left out: names that are everyday
# words, days, months or places as well (Roos, Mei, Storm, Sky, Dag, Florence); with a surname those are found too.
_LIJST = """
aaliyah aaron abdel abdelkarim abderrahim abdul abdullah achmed adam adil adnan ahmed ahmet aicha aiden aisha albert
alejandro aleksandra alex alexander alexandra ali alicia aliyah amal amar amber amelia amin amina amine amir amira
amy anass andrei andrzej angela anita anja anna annabel anne annelies annemarie annemiek anouk antoine anton arda
arjan arjen arno arthur ashley aya ayaan ayman ayoub ayse ayşe azra bart bas bashir bastiaan beatrix ben benjamin
bente benthe berat berend bernard bert bilal birgit bjorn björn boaz bob bogdan boris bradley bram brenda brian
britt bryan burak carla carlijn carlos carmen carolien caroline casper catharina cemal cengiz chantal charlotte
chayenne chloe chloë chris christian christina cindy claire clara claudia cor cornelis corrie cristian daan daniel
daniela daniël danny daphne dario dave david debby deborah delano demi denise deniz dennis dewi diana dick
dieuwertje dilara dimitri dion dirk djamila dominik dorien driss duygu dylan ebru eda edwin eef eefje efe ekrem
elena elias elif eline elisa elisabeth elise elja ella ellen eloïse els elsa emilia emily emine emir emma emmanuel
emre enes erdem erik erika esmee esmée esra esther eva evelien evert evi ewa eymen faith farah farid fatih fatima
fatma fatoumata fay feline felix femke fenna ferdi feyza fien filip finn fiona fleur floor floris francisca frank
fred frederik frits furkan gabriel gabriela geert gerard gerda gerrit gijs gina giovanni giulia guus gwen habiba
hafsa hakan hala halil halima hamid hamza hanan hanna hannah hanneke hannes hans harm harrie harry hasan hassan
heleen helena hendrik henk henny herman hidde hilde hugo huseyin hüseyin ibrahim ibtissam ikram ilse ilyas imane
imran ineke inez ingrid irem irene iris isa isabel isabella isis ismail isra ivan ivo jaap jack jacob jacqueline
jade jaimy jan janine janneke jannes jasmijn jasmin jasmine jason jasper jayden jaylinn jeanette jelle jelmer
jennifer jeremy jeroen jerome jesper jesse jessica jette jip joanna joep joey johan johanna johannes john jolanda
jolie jonas jonathan joost jordan jordy jorik joris jorn jos jose josephine joshua josé joy joyce juan judith julia
julian juliana julie julius jurre justin kaan kaia karen karim karima karin karlijn kasper katarzyna kate katja
kaylee kayleigh keano kees kelly kenan kenji kerem kevin khadija khalid kim kirsten klaas koen krzysztof kubra kyan
kyra kübra laila lale lana lara lars laura laurens leah leen lena lenn lennon leon leonie leroy levi lex lia liam
lianne lieke lies liesbeth lieve lilly lily lina linda linde lisa lisanne liv liya liz loek loes lois lora lorenzo
lotte loubna louis louise luca lucas lucia lucy luka lukas luke luna luuk lynn maaike maarten maartje madelief mae
maja maks malik malou manon manuel marc marcel marcin marco marek margriet maria mariam mariana marianne marie
marieke marijke marijn marina mario mariska marit marjan mark marleen marloes martha martijn martin martine marvin
marwa maryam mason mateo mateusz matthias matthijs maud maurice maurits maxim maya mees mehdi mehmet melanie melissa
melvin merel mert merve meryem mesut mia micha michael michal michał michel michelle miguel mika mike mila milan
milou miloš mira miranda miray mirjam mirthe mohamad mohamed mohammad mohammed monique morris mourad muhammad
muhammed murat mustafa nabil nadia nadira naima najat najib naomi nasim nasser natalia natasja nathan nawal nena
nick nicky nicolas nicole niels nienke nikki nils nina nisa noa noah noor noortje nora nordin noud nour nova novi
noël nur nuray nynke olaf olga oliver olivia omar omer oscar oskar osman otis otto owen oğuz pascal patricia patrick
patryk paul paula pauline pedro peter petra philip pien piet pieter pietro pim pleun puck quin quinn quinten rachel
rachid rachida ralph ramon rana rania raoul raphael rashid rayan raymon rebecca reem remco remy renate renee renske
rené renée reza rianne ricardo richard rick rik rob robbert robert roberto robin roderick roel roelof rogier romy
ronald rosa rosalie rowan ruben rumeysa rutger ruth ryan saar sabine sabrina said salih salim salma sam samantha
sami samira samuel sander sandra sanne sara sarah saskia savannah saïd scott sebastiaan sebastian sefa selin selma
sem semih senn senna sergio serkan sevda sevgi shanaya sharon sharona siem sietske siham silvia simon simone sinan
sofia sofie sonja sophia sophie souad soufiane soumaya stan stefan stefanie steven stijn suleyman sumeyye suus
suzanne sven svenja sylvester sylvia szymon süleyman tamar tamara tanja tara tarik tatjana tess tessa teun teuntje
theo theodora thijmen thijs thomas tijmen tijn tim timo tina tirza tobias tom tomas tomasz ton tristan tugba turan
tuğba tycho tyler ufuk umut ursula valentijn valerie veerle vera veronique victor victoria viktor vince vincent
vivian volkan wassim wendy wesley wessel wiebe wietske wilhelmina willem willemijn wim wouter xander xavi yara yari
yasemin yasin yasmin yasmina yasmine yassin yassine yavuz yfke ymke yorick yosef youssef yuna yusuf yvette yvonne
zahra zainab zara zeger zehra zeynep ziad zoe zoey zohra zoë zsofia ömer özgür özlem
""".split()  # noqa: SIM905 - one name a word reads better than a thousand quotes
VOORNAMEN = frozenset(_LIJST)

_WOORD = r"[A-ZÀ-ÖØ-ÞŞĞİÇ][\w'’\-]*[^\W\d_]"
_TUSSEN = r"(?:(?i:van|de|der|den|het|ten|ter|te|el|al|bin|ben|ibn|da|dos|do|von|du|la|le|'t|’t)\s+){0,3}"
_MET_HOOFDLETTER = re.compile(rf"(?<![\w'’\-])({_WOORD})(?![\w])")
# "mijn zoon Storm", "een jongen genaamd Sky", "moeder heet Roos".
_VOOR_EEN_NAAM = re.compile(
    r"\b(?:(?i:dochter|zoon|zoontje|dochtertje|broer|broertje|zus|zusje|moeder|vader|oma|opa|tante|oom|stiefvader"
    r"|stiefmoeder|jongen|meisje|kind|leerling|cli[eë]nt|mevrouw|mevr\.|meneer|mw\.|dhr\.|juf|meester|heet|heten"
    r"|genaamd|gezin|familie|fam\.))"
    rf"\s+(?:(?i:heet|genaamd|is)\s+)?({_TUSSEN}{_WOORD})"
)
_VOOR_LEEFTIJD = re.compile(
    rf"(?<![\w'’\-])({_WOORD})\s?(?:\(\s?\d{{1,2}}\s?(?:jaar|jr\.?|j\.?)?\s?\)|,\s?\d{{1,2}}\s?(?:jaar|jr)\b)"
)
_VOORLETTERS = re.compile(rf"(?<![\w])((?:[A-Z]\.\s?){{1,4}}{_TUSSEN}{_WOORD})")
_ACHTERNAAM = re.compile(rf"\s+{_TUSSEN}{_WOORD}")

# With a capital, and never of a person: what stands in the lists of the house.
_GEEN_NAAM = frozenset(
    """
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli
    augustus september oktober november december jgt jgz cjg kcc ggd ggz poh wmo avg ib ambulant nederland
    nederlands holland rijnland leiden katwijk oegstgeest alphen bollenstreek zuid noord oost west plein sociaal
    team teams groep groepen school basisschool rots water kies kinderen ouders training cursus weerbaar
    weerbaarheid piep zei muis tasten begin deel graag is ze zij hij het de een dit die deze wij we ik je jij u
    er en of maar want ook niet geen voor met
    """.split()  # noqa: SIM905 - as above
)


def gevonden_namen(tekst: str) -> list[str]:
    """What looks like a name in ``tekst``, in order and each once; empty when nothing does."""
    gevonden = sorted(_vondsten(tekst), key=lambda paar: (paar[0], -len(paar[1])))
    uit: list[str] = []
    tot = -1
    for begin, naam in gevonden:
        if begin >= tot:
            tot = begin + len(naam)
            if naam not in uit:
                uit.append(naam)
    return uit


def _vondsten(tekst: str) -> Iterator[tuple[int, str]]:
    for vondst in _MET_HOOFDLETTER.finditer(tekst):
        if vondst[1].casefold() in VOORNAMEN:
            achternaam = _ACHTERNAAM.match(tekst, vondst.end())
            yield vondst.start(), vondst[1] + (achternaam[0] if achternaam else "")
    for patroon in (_VOOR_EEN_NAAM, _VOOR_LEEFTIJD):
        for vondst in patroon.finditer(tekst):
            laatste = vondst[1].split()[-1]
            if laatste.casefold() not in _GEEN_NAAM and not laatste.isupper():
                yield vondst.start(1), vondst[1]
    for vondst in _VOORLETTERS.finditer(tekst):
        yield vondst.start(), vondst[1]
