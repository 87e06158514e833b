"""Other words for the words of wire stories, for copies that were rewritten."""

from __future__ import annotations

# One entry a line: the word, then what may stand for it. Modal verbs, negations and what tells how far a party has gone are
# missing on purpose: a rewriting changes words, an alteration changes what is said, and the two are labelled apart.
_SYNONYMS = """
withdraw remove evacuate|heavy big|guns artillery cannon|pull move draw|battalions units|back rearward|behind beyond|open unlock unseal
crossing transit|points posts|lorries trucks|food supplies provisions|release free liberate|captured detained seized|officers commanders
hand turn|bodies remains|soldiers troops servicemen|let permit|inspectors controllers|border frontier|garrisons barracks|lift end remove
blockade siege|road highway route|return resettle|families households|villages hamlets settlements|near around beside|claim title
pasture grazing meadow|recognise acknowledge|line boundary|drawn traced|stop halt cease|flights sorties|drones aircraft|over above
publish disclose|maps charts|minefields mines|million mn|dollars USD|owners holders|burnt torched charred|farms homesteads
reopen restore|railway rail|allow let permit|observers monitors|watch supervise oversee|truce ceasefire armistice|share divide|water supply
reservoir lake|disband dissolve|volunteer irregular|units squads|restore reconnect|electricity power|along beside|hold stage organise
vote ballot referendum|future status|exchange swap trade|ambassadors envoys|before ahead|suspend freeze|complaint lawsuit|court tribunal
drop abandon|charges accusations|against versus|mayors officials|take bring|watchtowers lookouts|above over|grant give|amnesty pardon
fighters combatants gunmen|sell supply|grain wheat|hospitals clinics|cost price|accept admit|monitor observer|each every|checkpoints posts
clear haul|wrecks debris|bridge crossing|register record|land property|titles deeds|refugees displaced|send dispatch|engineers technicians
mend repair fix|dam barrage|limit restrict cap|garrison force|men troops|guarantee assurance safeguard|attack assault|patrols sorties
housing homes|radar sensors|medical health|teams crews|force contingent|peacekeepers soldiers|protection defence|pipeline duct|loans credit
rebuilding reconstruction|arbitration mediation|satellite aerial|pictures images photographs|treatment care|wounded injured|month weeks
days nights|monitors observers|place position|stages phases steps|soon quickly|lists rolls|compared matched|stay remain|silent quiet
middle midpoint|waiting pausing|final definitive|text document wording|joint mixed|commission panel|met convened|latest last
provided assuming|side camp|same likewise|eyes gaze|step stage|weeks months|whatever regardless|outcome result|next coming following
round session|written signed|pledge undertaking|part element|wider broader|settlement accord|shelling bombardment|resumes restarts
leaves exits quits|room chamber|prisoners captives detainees|home back|waited hoped|years decades|neighbour partner|keeps honours|word promise
map chart|only merely|paper ink|until till|last final|mine charge|ground soil earth|mothers women|ask inquire|fired shot|first earliest
door gate|width breadth|government cabinet administration|sign initial|read recite|aloud loudly|market square|trust confidence|built made
speeches words|heard noticed|new fresh|tone voice|answered replied|safe secure|child boy girl|count tally|hide conceal|rather sooner
argue debate|year twelvemonth|bury lose|village hamlet|draft proposal paper|hurt pain|clause paragraph|grave tomb|work toil|list roll
name person|know ask|rises springs|peace calm|house home|roof ceiling|asked begged|guarantees assurances|handed given|brochure leaflet
keep stick|nothing naught|agreed settled|comma dot|patience endurance|long great|treaty pact|offer bid|serious earnest|treat handle
somebody someone|move act|today now|spoke talked|speak talk|people persons|hard difficult|begins starts|cameras reporters|go travel
come travel|view scenery|saw viewed|letter note|says states|less fewer|judge measure|promise vow|harvest crop|rope string|jump leap
approved passed|parliament assembly|generals commanders|left quit|hall lobby|corridor hallway|conference meeting|centre venue|airport airfield
night evening|sleep rest|interview conversation|local regional|radio broadcast|station channel|during amid|visit trip|boarding taking
flight plane|front view|delegates negotiators|bus coach|crowded packed|briefing presser|steps stairs|ministry department|through via
interpreter translator|tea coffee|journalists reporters correspondents|video clip|delegations teams|sat met|hours hrs|break pause|prayers worship
another second|soup food|shells rounds projectiles|fell landed|dinner supper|least minimum|articles clauses|still yet|brackets parentheses
carried bore|candles lamps|end halt|fighting combat clashes|lorry truck|flour meal|reached got|traders merchants shopkeepers|price cost
sugar salt|doubled soared|cut severed|delegation team|arrived landed|advisers aides|half fifty|many numerous|flag banner|stood was
table desk|seats chairs|placed arranged|shape form|horseshoe crescent|disagreed quarrelled|spelling naming|most much|morning forenoon
killed slain|earlier previous|brokered arranged|broke fell|annex appendix|names entries|spelt written|armies militaries|compare match
trenches dugouts|hosted housed|rounds sessions|began started|pays covers|hotline phone|general main|staffs commands|tested tried|failed broke
twice repeatedly|opposition dissidents|called dubbed|negotiators envoys|amateurs beginners|demanded urged|printed published|released freed
crossed passed|dawn sunrise|drums music|car vehicle|horns noise|central national|bank lender|put set|war conflict|billion bn|schools classes
stayed remained|shut closed|classrooms rooms|full crammed|displaced homeless|mediators brokers|circulated distributed|disputed contested
coloured painted|grey gray|quarrel dispute row|enter walk|delayed held|session sitting|minutes moments|visitors guests|expected hoped
little nothing|snow ice|closed blocked|pass road|military army|experts specialists|joined attended|sides parties camps|exchanged swapped
show reveal|west left|voted chose|drone aircraft|down crashing|school college|yard ground|claimed owned|aid relief|groups agencies|tents camps
bread loaves|cable wire|diesel fuel|goods wares|measured gauged|cracks fissures|want need|tonnes tons|cement concrete|lost ceded
control command|shelled pounded|hills heights|press media|printed ran|concessions favours|confirm verify|several some|torn ripped
demining clearance|settled fixed|moved shifted|fuel petrol|towards to|reported noted|choir group|sang chanted|outside outdoors|police officers
contact separation|runs stretches|kilometres km|orchards groves|picked harvested|further additional|planned scheduled|talks negotiations discussions
resume restart|commented responded|neither no|meet gather|meeting gathering encounter|collapsed broke|communique statement|promised announced
deal concern|separate different|doors exits|question matter issue|held kept|again anew|insisted maintained|two couple|brought led|life track
after following|said stated noted|told informed|announced revealed|declared proclaimed|wrote posted|when as|about regarding|early first|late end
from of|with alongside|while as|since because|which that|more further|than then|their its|them these|there here|other second|between among
under below|without lacking|within inside|once when|if should|on this|in at|at in|to unto|for toward|of from|and plus|the this|a one|an one
by via|that this|was is|were are|is was|has had|have had|had has|it this|he she|she he|they we|we they|who that|as like|so thus|out away|up upward
"""

# For content words that have no entry.
ORDINARY = tuple(
    """matter course effort measure feature notion pattern sector venture aspect factor custom device manner moment element figure
    portion process quality reason section subject surface system theory version chapter concept context culture detail effect
    energy format impact input layer level limit method mood motive object option order origin period phase point practice
    project purpose range rate record region result role rule scale scene scheme scope series shift site source stage stock
    style supply target task term theme topic trend type unit value vision volume widely partly firmly openly fairly mostly
    plainly roughly swiftly broadly calmly closely duly evenly fully gladly keenly largely lately mainly nearly newly""".split()
)

SYNONYMS: dict[str, tuple[str, ...]] = {}
for _entry in _SYNONYMS.replace("\n", "|").split("|"):
    _word, *_others = _entry.split() or [""]
    SYNONYMS.setdefault(_word, tuple(_others))
SYNONYMS.pop("", None)

# Never replaced: they tell how far a party has gone, and whether at all.
KEPT = frozenset(
    """could would might may will can shall must should has agreed promised ready open not no nor never cannot did do does agree
    accept accepted gave give offer according""".split()
)
