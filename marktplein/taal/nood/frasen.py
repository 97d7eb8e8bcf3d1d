"""What people say who are in danger, or who see somebody who is: one list per kind, in plain letters (``tekens.kaal``).

``UITSPRAKEN`` tell that it happens, and always count. ``WOORDEN`` only name the subject: they count unless the text is a
lesson, a course, a game or a joke (``LUCHTIG``). A phrase that fits a harmless sentence of zinnen.txt fails a test.
"""

import re

from marktplein.taal.nood.soorten import Nood

# --- pieces of Dutch ---
_IK = r"(?:ik|k|kben|kheb|kwil|me|mij|mn|m'n|mijn|mezelf|mijzelf|wij|we|ons)"
_KIND = r"(?:kind|kindje|kinderen|zoon|zoontje|dochter|dochtertje|baby|peuter|kleuter|dreumes|zusje|broertje|neefje|nichtje)"
_HUIS = (
    r"(?:vader|moeder|pa|ma|papa|mama|stiefvader|stiefmoeder|ouders|man|vrouw|partner|vriend|vriendin|ex|broer|zus|oom|opa|"
    r"tante|broers|zwager|schoonvader)"
)
_MIJ = r"(?:mij|me|mn|ons|mijn kind|mijn zoon|mijn dochter|de kinderen|haar|hem|mama|mijn moeder|iedereen|ons allemaal|mn moeder)"
_SLAAT = r"(?:slaat|sloeg|mept|schopt|schopte|trapt|wurgt|mishandelt|mishandelde|knijpt|stompt)"
_PIL = r"(?:pillen|pil|slaappillen|paracetamol|ibuprofen|medicijnen|tabletten|strip|antidepressiva|oxazepam|methadon|xtc)"
_GIF = (
    r"(?:bleek|bleekmiddel|afwasmiddel|ontstopper|gootsteenontstopper|wc-?reiniger|schoonmaakmiddel|lampenolie|rattengif|"
    r"batterij|knoopcel|vape ?vloeistof|antivries|wasmiddel|terpentine|chloor|ammonia|giftige?)"
)
_NAAKT = r"(?:naaktfoto'?s?|nudes?|naaktbeelden|naaktfilmpje|seksfilmpjes?|sekstape|sextape|blote foto'?s?|dickpics?|nepnaaktfoto'?s?|pikante foto'?s?)"

_ZELFMOORD = (
    r"niet? (?:mee?r|langer) (?:wil(?:len)? )?le(?:ven?|vn)\b(?! in de)",
    r"(?:wil|wou|wilde|wilt|willen|liever|was ik maar|kwil) (?:echt |gewoon |nu )?do+d(?! graag)\b(?! voor)",
    r"\bdo+d(?:gaan)? (?:wil|wilt|wou|willen)\b(?! graag)",
    r"er niet meer (?:wil|zijn|ben\b|wilt)",
    r"(?:een |n )?einde? (?:maken )?(?:aan|maken aan) (?:mijn|m'n|mn|het|zijn|haar|me) leven",
    r"mak\w* er (?:vanavond |vannacht |morgen )?(?:een |n )einde? aan|er (?:een |n )einde? aan (?:ga |gaat |te )?ma[ak]",
    r"van het leven (?:te )?beroven|van kant maken|leven is? (?:niks|niets|niet) (?:meer )?waard",
    r"(?:mezelf|zichzelf|mijzelf|me eigen) (?:iets|wat) aan ?(?:te )?(?:doen|wil|doet)",
    r"zichzelf (?:iets|wat) aan|afscheidsbrief geschreven|briefje geschreven dat",
    r"(?:voor|op) (?:de|een) (?:trein|auto) (?:ga |wil |te )?(?:springen|lopen|gaan liggen)|bij het spoor te huilen",
    r"zichzelf ophang|mezelf ophang|zich (?:gaat |ga )?ophangen|niemand zou me missen|beter af zonder mij",
    r"morgen niet (?:meer )?wakker|hoe pleeg je|pijnloos dood",
    r"^\W*113\W*$|\b113 (?:bellen|nodig)|kms\b|unalive|un alive",
    r"(?:kill|killing|hang|end) (?:my|her|him|them)self|(?:want|wants|wanna|going) (?:to )?die\b|end (?:my|her|his) life",
    r"(?:don'?t|do not|dont|doesn'?t) (?:want to|wanna|wana) (?:live|be alive|be here any)|better (?:off )?without (?:me|her|him)",
    r"olmek ist|yasamak istemi|kendimi oldur|intihar ed|hayatima son|canima kiy|canina kiy",
    r"(?:chce|chcialbym|chcialabym) (?:umrzec|sie zabic)|nie chce (?:mi sie )?(?:juz )?(?:juz )?zyc|skoncz\w* ze soba|odebrac sobie zycie",
    r"اريد ان اموت|لا اريد ان اعيش|اقتل نفسي|بدي (?:موت|انتحر)|ما بدي (?:ضل )?عيش|تريد ان (?:تموت|تنتحر)|انهاء حيات",
    r"не хочу (?:більше |вже )?жити|хочу (?:померти|вбити себе)|хоче померти|накласти на себе руки|накладе на себе руки",
)
_ZELFMOORD_WOORD = (
    r"zelf ?moo?r[dt]|suicid|zelfdoding|intihar|samoboj|انتحار|انتحر|самогуб|suicide",
)
_ZELFBESCHADIGING = (
    rf"(?:{_IK}|ze|zij|zich) (?:\w+ ){{0,3}}(?:snij|snijd|snijdt|sni|kras|sneed|verwond|automutileer)\w*\b(?: mn| me)? (?:eige\w*|mezelf|mijzelf|zichzelf|in)",
    r"(?:snij|snijd|snijdt|kras|krast|krabt|verwondt?|beschadigt?|snijde) (?:in )?(?:mezelf|mijzelf|zichzelf|zich\b|mn eigen?|me eigen?|mijn armen?|haar armen?|haar polsen|mijn polsen)",
    r"(?:mezelf|mijzelf|zichzelf|me eigen) (?:\w+ ){0,2}(?:snij|sneed|gesneden|krass|verwond|pijn|brand|beschadig|sla\b|slaat\b)",
    r"(?:doet|doe) (?:mezelf|zichzelf|mijzelf) (?:expres )?pijn|(?:stoppen met|verslaafd aan|begonnen met|helpt) snijden|weer gesneden",
    r"krassen (?:in|op) (?:mijn|mn|haar|zijn) (?:arm|been|pols|benen|armen)|scheermesjes? met bloed",
    r"(?:cut|cutting|hurt|hurting|hurts|harm|harming|burn) (?:my|her|him|them)(?:self|selves)|cutting my|stop cutting|razor blades",
    r"kendimi kes|kendini kes|kendime zarar|kendine zarar|jilet",
    r"\b(?:tne|tnie) sie|sie (?:tne|tnie)\b|okalecza\w* sie|sie okalecza|krzywde sobie|sobie krzywde|zyletk|przestac sie ciac",
    r"اجرح نفسي|تجرح نفسها|(?:اوذي|يوذي|تاذي) (?:نفس|حال)|ايذاء النفس|اجرح حالي|يوءذي نفسه|اوءذي نفسي",
    r"ріжу (?:себе|собі|вени)|ріже (?:себе|собі|вени)|порізала? собі|калічить себе|завдаю собі болю|самоушкодж",
)
_ZELFBESCHADIGING_WOORD = (r"zelf ?beschadig|zelfverwond|automutil|self ?-?harm|samookalecz",)
_GEWELD = (
    rf"{_HUIS} (?:\w+ ){{0,4}}{_SLAAT} (?:\w+ ){{0,2}}{_MIJ}\b|{_SLAAT} {_MIJ} (?:elke|soms|vaak|weer|waar|met een|helemaal|met (?:slipper|riem))",
    r"(?:papa|pa|vader) (?:slaat|sloeg|schopt|mept) (?:mama|ma|moeder)",
    r"(?:word|wordt|werd|ben|wort) (?:\w+ ){0,4}(?:geslagen?|gelsagen|mishandeld|in elkaar geslagen|geschopt)(?! door (?:de bal|een bal))",
    rf"{_HUIS} (?:\w+ ){{0,3}}heeft (?:me|mij|ons) (?:\w+ ){{0,5}}(?:geslagen|geschopt|getrapt|geduwd|gebeten|gewurgd)",
    r"(?:heeft|had) (?:me|mij) (?:\w+ ){0,3}(?:geslagen|tegen de grond|in elkaar)|krijg (?:thuis )?klappen|klappen thuis|keel dicht",
    r"(?:hoor|horen) (?:\w+ ){0,4}(?:slaan|klappen|gillen)|(?:derde|weer een) blauwe? oog|onder de blauwe plekken",
    r"(?:baby|kind|zoontje|dochter) (?:door elkaar )?(?:heb )?geschud|schud mijn baby|(?:papa|mama|vader|moeder) doet (?:mij|me|ons) pijn",
    r"(?:durf|durven) (?:niet|nie) (?:meer )?naar huis|(?:mama|papa|moeder|vader|stiefmoeder) (?:\w+ ){0,3}sluit (?:me|mij|ons) op|eigen huis niet meer in",
    r"ik (?:sla|heb) mijn (?:kind|zoon|dochter|baby|zoontje)(?: \w+)? (?:geslagen|en ik ben bang|door elkaar)",
    r"(?:dad|daddy|father|mum|mom|mother|husband|boyfriend|partner|stepdad|ex|wife) (?:\w+ ){0,2}(?:hits?|beats?|kicked|choked|kicks|punche[sd]) (?:me|us|my|mommy|the kids|our)",
    r"being abused|abused at home|beating (?:his|her) (?:wife|kid|children|child)",
    r"(?:beni|bana|annemi|cocuklari|cocuklarimi|bizi) (?:\w+ ){0,3}(?:dovuyo|vuruyo|dovdu|dover|kemerle)|siddet goruyorum|dayak yiyo",
    r"(?:mnie|mame|dzieci|mama) bije|bije (?:mnie|mame|zone)|(?:maz|ojciec|tata|ojczym|partner|mama) (?:\S+ )?bije dzieci|mnie (?:po)?bil|mnie zbije|pobil mnie",
    r"(?:زوجي|ابي|بابا|امي|جوزي|ابويا|اخي) (?:\S+ )?(?:ب?يضرب|تضرب)|عم يضرب|اتعرض للعنف|خنقني|ضربني",
    r"(?:б'є|бє|бʼє|побив|бив) (?:мене|маму|нас|дружину)|(?:чоловік|батько|тато|вітчим|мама) (?:\S+ )?(?:б'є|бє|побив) діте|мене (?:\S+ )?(?:б'є|бє|побив|б'ють)|маму б'є",
)
_GEWELD_WOORD = (r"huiselijk geweld|kindermishandel|domestic violence|child abuse|aile ici siddet|przemoc domow|العنف المنزلي|домашнє насильство",)
_MISBRUIK = (
    r"(?:ben|word|werd|is|was|zijn|door) (?:\w+ ){0,5}(?:ver(?:k|g)ra[cg]h?t|aangerand|misbruikt|betast)|ver(?:k|g)racht (?:me|mij|door)|verkragt",
    r"heeft (?:me|mij|haar|hem) (?:\w+ ){0,3}(?:verkracht|aangerand|misbruikt|betast)",
    r"(?:zit|zat|gezeten) (?:\w+ ){0,2}aan (?:mij|me|mijn (?:dochter|zoon|kind)|haar plasser|haar in bed)|aan (?:mij|me|mijn dochter) (?:ge)?zit",
    r"(?:raakt|raakte) (?:me|mij|haar|hem) (?:\w+ ){0,4}aan\b(?! met woorden)|(?:in|bij) (?:mijn|mn|me|mij in|haar in) bed (?:en doet|kruipt)|komt (?:s nachts |'s nachts )?in mijn bed",
    r"(?:dwingt|dwong|gedwongen|pusht) (?:\w+ ){0,5}(?:tot |om )?(?:seks|sex|zijn broek|haar broek|hem te pijpen|naar bed)|seksuele dingen met (?:mij|me|haar)|seksdingen",
    r"terwijl ik nee (?:zei|zeg)|ons geheimpje",
    r"(?:was|been|got) (?:\w+ )?(?:raped|molested|sexually (?:abused|assaulted))|touche[sd] me (?:at night|down)|touches me|forces? me to have sex|raped me",
    r"tecavuz|istismara ugradi|taciz et|uvey babam bana dokun|beni seks yapma|elle taciz",
    r"zgwalc|molestow\w+ (?:mnie|moj)|mnie dotyka|zmusza mnie do (?:seksu|wspolzycia)|kaze mi sie rozbierac",
    r"اغتصب|للاغتصاب|لتحرش|تحرش (?:جنسي )?ب|يلمسني|اعتداء جنسي|يجبرني على (?:ممارسه الجنس|الجماع)",
    r"зґвалт|згвалт|мене лапа|змушує мене до (?:сексу|близькості)|торкався (?:її|іі)? ?(?:інтимних|там|між)|мене чіпає",
)
_MISBRUIK_WOORD = (r"seksueel misbruik|sexual abuse|incest\b|verkrachting|verkragting|cinsel istismar|сексуальне насильство|molestowanie",)
_SEXTING = (
    rf"(?:dreigt|dreigen|chant\w+|afgeperst|gelekt|leakt?|verspreid|doorst\w+|online|gestuurd|rond|internet|betalen|betaal|blackmail\w*) (?:\S+ ){{0,8}}{_NAAKT}",
    rf"{_NAAKT} (?:\S+ ){{0,8}}(?:dreigt|chant\w+|afgeperst|gelekt|verspreid\w*|door ?\w*stu\w+|door te sturen|online|gestuurd|rond|internet|betalen|betaal|geld|gemaakt|op snap|op telegram|gelekt|wil hij)",
    r"afgeperst met|gechanteerd (?:met|via)|chanteert (?:mij|me|ons|hem|haar|mijn)|chantage met|ge-?exposed|exposegroep|bangalijst|bangalist",
    r"(?:stuurt|zet|stuur) (?:hij|ze|hij alles|ie)? ?(?:mijn|mn|me|m'n|het) (?:video|filmpje|foto'?s?) (?:online|naar|door)|alles online zet|onder de douche (?:rondgestuurd|gefilmd)",
    r"(?:vraagt|wil|vroeg) (?:\w+ ){0,4}om (?:blote )?foto'?s? zonder|uitkleed voor de webcam|zonder kleren (?:gaat|stuur)",
    r"(?:leak\w*|blackmail\w*|threat\w* to (?:leak|send)) (?:\S+ ){0,6}(?:nudes?|pics?|pictures|video|photos)|(?:nudes?|naked pic\w*|sex tape|intimate \w+) (?:\S+ ){0,6}(?:leak\w*|online|money|blackmail\w*|going around|off the internet|everyone)",
    r"blackmail(?:ed|ing)? (?:me|with)|ciplak (?:foto|resim|goruntu)|santaj|ozel goruntu",
    r"szantaz\w* (?:mnie|mojego|moja|filmik|nagrani)|nagie zdjec|nagich zdjec|nudesy",
    r"يبتز|ابتزاز|صور(?:ي|ا|اً)? ?(?:ال)?عاري?ه?|عاريه|ينشر صوري|بنشر صوري",
    r"шантаж|голі (?:фото|фотк)|голими фото|голе фото|голих фото|інтимн\w+ (?:фото|відео)|нюдс",
)
_WEGLOPEN = (
    r"(?:ik ben|kben|ben ik|(?:zoon|dochter|zusje|zus|broertje|broer|vriend|vriendin|leerling|neef|pleegzoon|kind) is|van huis|wechgelopen|^ben) (?:\w+ ){0,4}(?:weggelopen|wechgelopen)|^(?:weggelopen|wechgelopen)$|(?:weggelopen) (?:uit de|van)(?! (?:uit de winkel|van tafel))|(?:van|uit) huis (?:weg)?lopen|vannacht weglopen|weg van huis|wech van huis",
    rf"(?:{_KIND}|zoon|dochter|puber|zusje|neef) (?:\w+ ){{0,3}}(?:weggelopen|vermist|zoek\b(?! naar))|niet (?:meer )?thuis ?gekomen",
    r"(?:het |uit |ut )?huis uit ?(?:ge)?(?:zet|gegooid|getrapt|geschopt|knikkerd)|(?:uit|het) huis (?:gezet|getrapt|gegooid)|eruit ge(?:gooid|zet|knikkerd|trapt)|op straat gezet",
    r"(?:geen|nergens) (?:\w+ )?(?:slaapplek|slaapplaats|te slapen|heen vannacht|dak boven)|waar (?:ik|we) (?:vannacht|moet slapen|moeten slapen)|slaap(?:t|en)? (?:\w+ ){0,3}(?:op straat|in (?:mijn|de|onze) auto)",
    r"dakloos (?:met|\d\d)|ik ben dakloos|in (?:ons|de|onze) (?:trappenhuis|portiek|fietsenstalling) te slapen|slaapt (?:\w+ ){0,3}in (?:de|ons|een) (?:portiek|trappenhuis|park|fietsenstalling)",
    r"(?:i|daughter|son|friend|mine|she|he|sister|brother|child|kid) ran away|run away (?:from home|tonight)|kicked (?:me )?out|nowhere to sleep|threw me (?:and the kids )?out|hasn'?t come home|did not come home|didn'?t come home",
    r"evden (?:kac|kov|at)|sokakta (?:kal|yim)|sokaktayim|kalacak yerim yok|eve gelmedi|sokaga att",
    r"ucieklam? z domu|uciekla? z domu|wyrzucil\w* (?:mnie )?z (?:domu|chaty)|nie mam gdzie (?:\w+ )?spac|nie wrocil\w* do domu|zaginal|zaginela|wyrzucil mnie z dziecmi",
    r"هرب(?:ت)? من البيت|طردوني|طردني|انطردت|هربت ابنتي|ليس عندي مكان|وين بدي نام",
    r"(?:втекл[аи]|втік|втечу) з дому|вигна(?:ли|в) (?:мене|її|іі|його) (?:\S+ )?з|ніде ночувати|нема де (?:ночувати|спати)|не повернул\w+ додому|ночує на вокзалі|зник з",
)
_VERGIFTIGING = (
    r"over ?dos(?:is|es|ed|e)\b|przedawkowa|передозув|передознув|جرعه زائده|asiri doz",
    rf"{_KIND} (?:\S+ ){{0,5}}(?:{_PIL}|{_GIF}) (?:\S+ ){{0,3}}(?:ingeslikt|ingenomen|geslikt|gedronken|gegeten|op\b|opgegeten|opgegete|doorgeslikt|in zijn mond|in haar mond)",
    rf"(?:{_GIF}|{_PIL}) (?:\S+ ){{0,2}}(?:ingeslikt|gedronken|opgegeten?|doorgeslikt)",
    rf"(?:te veel|een heel|hele|alle|doosje|strip) (?:\S+ ){{0,3}}{_PIL}|{_PIL} (?:genomen|ingenomen|geslikt) |{_PIL} op, ",
    r"(?:reageert|reageren|beweegt) niet (?:meer )?na|niet (?:meer )?wakker (?:na|door)|krijg(?:en)? (?:hem|haar) niet wakker|wordt niet wakker (?:na|door)|bewusteloos|niet aanspreekbaar|coma ?gezopen",
    r"vergiftigd(?!e)|vergif ingeslikt|vergiftiging (?:wie|bellen)|(?:lachgas|ghb|ketamine|gesnoven) (?:\S+ ){0,8}(?:benen|reageert|adem|hart|out|bewe)",
    r"(?:swallowed|took|ate|drank) (?:\S+ ){0,5}(?:pills?|tablets|battery|bleach|antifreeze|cleaning|poison\w*|paracetamol|vape)|not responding|won'?t wake up|cannot wake|unconscious",
    r"(?:hap|ilac) (?:\S+ )?(?:yut|icti|aldi|icmis)|camasir suyu|zehirlendi|(?:cok|bir suru|bir kutu) (?:hap|ilac)|pil yut|deterjan ic",
    r"polkn\w+ (?:\S+ )?(?:bateri|tablet|cale|kapsulk)|wypil\w* (?:\S+ )?(?:wybielacz|plyn)|za duzo tabletek|nie reaguje|nieprzytomn|zatrucie dziecka|trutk",
    r"(?:ابتلع|بلع|بلعت|شرب|اخدت|اخذت|تناولت|اكل) (?:\S+ ){0,2}(?:حبوب|دواء|بطاريه|مبيض|كلور|سم|سائل تنظيف|علبه)|لا يستجيب|ما عم تصح[يى]|لا يستيقظ|تسمم طفل",
    r"(?:проковтн\w+|випи\w+|з'їл?а?|зіл?а?) (?:\S+ ){0,3}(?:таблет|батареик|відбілювач|отрут|засіб|рідин|пігул)|не реагує|непритомн|отруєння дитини|таблеток і",
)
_BEDREIGING = (
    r"(?:dreigt|dreigen|bedreigt|bedreigen) (?:\w+ ){0,4}(?:te vermoorden|dood|met een (?:mes|wapen|pistool)|mij|me\b|ons|de kinderen|mijn)(?! (?:telefoon|zakgeld))",
    r"(?:word|wordt|worden|ben) (?:\w+ ){0,4}bedreigd|doods?bedreiging|dreigbrie|dreigbericht|met de dood bedreig",
    r"(?:me|mij|ons|haar|hem|me zusje|me broertje) (?:gaan |gaat |ga )?(?:steken|neersteken|afmaken|doodmaken|doodschieten|poppen|klappen|fixen|vermoordt? als)|maakt? me af\b(?! als ik)|gaan me (?:poppen|steken|klappen|pakken|fixen)",
    r"wachten me op|adres gedropt|hebben (?:me|mijn|mn) adres|(?:mes|wapen|pistool|vuurwapen|machete) (?:naar|mee naar) school|familie gaat eraan|anders pakken ze (?:me|mijn|mn)|bom aan (?:onze|de)",
    r"threat\w* to (?:kill|stab|shoot|hurt|burn)|(?:will|going to|gonna) (?:kill|stab|shoot|hurt) (?:me and|him|us|my|them)(?! (?:because|if i (?:am late|dropped))| for my)|death threats|bring a gun|stab me|jump me after",
    r"oldurmekle tehdit|tehdit ed|oldururum|gebertirim|bicakla(?:y|r)|olum tehdi",
    r"groz\w* (?:\S+ )?(?:ze mnie|mi noz|nozem|smierc|ze zabi|ze spali)|grozby smierci|z nozami|przyniesie bron|zabije mnie i",
    r"يهدد(?:ني|ون)|تهديدات بالقتل|سيقتلني (?:و|اذا)|يهدد (?:ب|ابني)|بدهم يطعنو|(?:سلاح|سكين) (?:ع|في|الى|على)? ?(?:ال)?مدرسه|يجيب سلاح",
    r"погрож|погроз|заріжуть|поріжуть|вб'є мене (?:якщо|і)|принесе зброю|я наступна",
)
_STALKING = (
    r"(?:mijn|me|word|wordt|werd|wort) (?:\w+ ){0,2}(?:ge)?stalk\w*|stalk\w* (?:mij|me\b|mijn|haar|hem|door|wat kan)|(?:is|keeps|being) stalk\w*|(?:volgt|achtervolgt|achtervolgd) (?:mij|me|haar) (?:overal|steeds|naar huis|elke)|volgt me overal",
    r"(?:loopt|rijdt|fietst) (?:\w+ ){0,6}(?:achter mij aan|achter me aan|achter mijn dochter)|achterna (?:gefietst|gelopen)|(?:staat|wacht|blijft) (?:\w+ ){0,5}voor (?:mijn|onze) (?:deur|huis)",
    r"nieuwe accounts (?:aan )?(?:om|als)|nieuwe accounts als ik blok|lastiggevallen door (?:haar|mijn|een) ex|tracker onder|laat me niet met rust",
    r"(?:follows?|following) me (?:home|every|and|everywhere|to work)|keeps following|waits outside my",
    r"(?:beni|kizimi) (?:\S+ ){0,6}takip ed(?:iyo|en)|israrli takip|pesimde\b|evimin onunde bekli",
    r"mnie (?:ciagle )?sledzi|sledzi (?:mnie|moja)|przesladuje mnie|mnie przesladuje(?! w szkole)|neka mnie|stalker|za mna chodzi|czeka pod (?:szkola|domem|praca)",
    r"يلاحقني|يتبعني|بيلحقني|عم يلاحقني|يراقبني|يقف امام بيتي",
    r"переслідує|стежить за (?:мною|моєю)|стежать за мною|ходить за мною|за мною (?:ходить|стежать)|стоїть під моїм",
)
_DWANG = (
    r"(?:moet|moest|gedwongen|dwingen|dwingt|verplicht) (?:\w+ ){0,6}trouwen|(?:me|mij|zus|haar|wordt|dochter|nichtje)(?: \w+){0,3} uit ?(?:ge)?huwelijk(?:en|t)",
    r"eer (?:van de familie )?(?:heb )?gesch|schande (?:ben )?voor de familie|(?:sluiten|sluit|houdt) (?:me|mij) (?:\w+ )?op(?:gesloten)?\b|opgesloten(?:,| in| sinds|$)|al maanden opgesloten|deur van buiten op slot",
    r"(?:naar|in) (?:marokko|turkije|somalie|syrie|pakistan|irak|afghanistan|ons land) (?:\w+ ){0,4}(?:achter ?(?:ge)?lat|daar laten|uithuw|trouwen)|achtergelaten in|mag (?:nooit |niet )(?:meer )?naar buiten (?:van|ze)|besn[ei][ei]?d?en (?:in|van|als)|besneden worden",
    r"forc(?:e|ed|ing) (?:me |her |my \w+ )(?:to |into )?marr|locked (?:me )?in (?:my|her) (?:room|house)|not allowed to leave the house|locked in her house",
    r"zorla (?:evlen|nisan)|beni (?:\S+ )?evlendir(?:ecek|mek)|eve kilitl|odaya kilitle|namus",
    r"zmusza\w* mnie do (?:malzenst|slubu)|wymuszone malzen|zamyka mnie w domu|zamkneli mnie|zabral mi paszport|za maz wbrew",
    r"(?:يجبرونني|يجبروني) على الزواج|زواج قسري|يجوزوني|يزوجوني|ليزوجوني|غصب عني|يحبسونني|يحبسني|حبسوني|بسبب الشرف|ختان ابنتي",
    r"(?:змушують|видати) (?:мене|її|сестру)? ?(?:\S+ )?(?:вииити|вииті|вийти|виити)? ?заміж|примусовии шлюб|зачиняє мене|замкнули мене|забра\w+ (?:мій|міи) паспорт",
)

UITSPRAKEN: dict[Nood, tuple[str, ...]] = {
    Nood.ZELFMOORD: _ZELFMOORD,
    Nood.VERGIFTIGING: _VERGIFTIGING,
    Nood.ZELFBESCHADIGING: _ZELFBESCHADIGING,
    Nood.SEXTING: _SEXTING,
    Nood.MISBRUIK: _MISBRUIK,
    Nood.DWANG: _DWANG,
    Nood.WEGLOPEN: _WEGLOPEN,
    Nood.STALKING: _STALKING,
    Nood.GEWELD: _GEWELD,
    Nood.BEDREIGING: _BEDREIGING,
}
WOORDEN: dict[Nood, tuple[str, ...]] = {
    Nood.ZELFMOORD: _ZELFMOORD_WOORD,
    Nood.ZELFBESCHADIGING: _ZELFBESCHADIGING_WOORD,
    Nood.MISBRUIK: _MISBRUIK_WOORD,
    Nood.GEWELD: _GEWELD_WOORD,
    Nood.STALKING: (r"stalk(?:en|ing|er)\b|gestalkt|gestalked",),
    Nood.DWANG: (r"huwelijksdwang|gedwongen huwelijk|uit ?(?:ge)?huwelijk|eergeweld|eerwraak|forced marriage|honou?r (?:killing|violence)|zorla evlilik|zgode na slub|زواج قسري|примусовии шлюб|wymuszone malzen",),
    Nood.WEGLOPEN: (r"\bweglopen van huis\b|\bvermist kind\b|dakloos",),
    Nood.SEXTING: (r"sextortion|sekstortion",),
}
# Who teaches, learns, plays or jokes. It weighs against a suspicion; what is told as happening still counts.
LUCHTIG = re.compile(
    r"\b(?:training|trainingen|cursus\w*|scholing|bijscholing|workshop|e-?learning|gastles\w*|les(?:pakket|materiaal|brief|senserie)\w*|lessenserie|"
    r"voorlichting|protocol|meldcode|congres|symposium|vacature|cijfers|statistiek\w*|aantallen|onderzoek|preventie|campagne|evaluatie|werkstuk|spreekbeurt|"
    r"profielwerkstuk|boekverslag|verslag|betoog|samenvatting|presentatie|nieuwsbegrip|werkgroep|beleid|subsidie|aanpak|professional|stage|stagiaire?|scriptie|theorie|podcast|"
    r"film|serie|boek|boeken|liedje|verhaal schrijven|verhaal|musical|toneelstuk|docentenhandleiding|themabijeenkomst|aandachtsfunctionaris|lezing|"
    r"fortnite|roblox|minecraft|gta|pubg|brawl|among us|call of duty|game|games|gamen|spelletjes?|playstation|xbox|lego|lasergame\w*|paintball|"
    r"speelgoed\w*|lol|haha\w*|ahah\w*|lach(?!gas)\w*|humor|grapjes?|huiswerk|zenuwen|examen|toets|wiskunde|rouw|lotgenoten\w*|nabestaanden|bronnen|folder|spreker|sources|knip\w*|sneeuwwitje|broodmes|papier|verveel\w*|"
    r"teachers?|course|lesson|essay|project|homework|exam|prevention|research|meme|show|laughing|professionals?|statistics|song|"
    r"egitim\w*|kursu?|ders\w*|odev\w*|sunum\w*|semineri?|ogretmenler|uzmanlar|gulmekten|yorgunluktan|sinav\w*|onleme\w*|"
    r"szkoleni\w*|kurs|lekcj\w*|referat|wypracowani\w*|prezentacj\w*|konferencj\w*|profilaktyk\w*|statystyk\w*|program|smiechu|sprawdzian\w*|"
    r"урок|реферат\w*|твір|презентаці\w*|семінар|тренінг|курс|навчання|профілактик\w*|статистик\w*|фортнаит\w*|пабг|грі|контрольн\w*|сміху|втоми)\b"
    r"|تدريب|دوره|\bدرس\b|\bبحث\b|عرض عن|للمعلمين|للمهنيين|احصائي|لعبه|اللعبه|ببجي|فورتنايت|الضحك|الملل|هههه|الامتحان|هالامتحان|الواجب|الوقايه"
)


def _samen(frasen: dict[Nood, tuple[str, ...]]) -> dict[Nood, re.Pattern[str]]:
    return {soort: re.compile("|".join(f"(?:{frase})" for frase in lijst)) for soort, lijst in frasen.items()}


_UITSPRAKEN, _WOORDEN = _samen(UITSPRAKEN), _samen(WOORDEN)


def is_luchtig(kaal: str) -> bool:
    return bool(LUCHTIG.search(kaal))


def in_frasen(kaal: str) -> Nood | None:
    """The kind that the plain text tells of by a phrase; the most pressing one first."""
    for soort, patroon in _UITSPRAKEN.items():
        if patroon.search(kaal):
            return soort
    if is_luchtig(kaal):
        return None
    return next((soort for soort, patroon in _WOORDEN.items() if patroon.search(kaal)), None)
