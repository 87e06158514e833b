"""The words of which `stories` makes wire stories: talks that never were, what is said at them, and other words for the same.

A slot `{name}` stands for one of the lines of `BANK[name]`, or for what the talks at hand call it; `[a|b]` for one of the two.
"""

from __future__ import annotations


def lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


# A, B: the parties; aA: the adjective; cA: the capital; l: leader; m: minister; s: spokesman or spokeswoman.
TALKS: tuple[dict[str, str], ...] = (
    {
        "A": "Ethiopia", "B": "Eritrea", "aA": "Ethiopian", "aB": "Eritrean", "cA": "Addis Ababa", "cB": "Asmara",
        "lA": "Prime Minister Dawit Bekele", "lB": "President Yonas Tesfay", "mA": "Foreign Minister Hana Girma",
        "mB": "Defence Minister Filmon Habte", "sA": "government spokesman Abel Worku", "sB": "presidential adviser Senait Kidane",
        "M": "Qatar", "envoy": "Qatari envoy Khalid al-Marri", "un": "U.N. mediator Ingrid Solheim", "city": "Doha",
        "hall": "a hotel on the Corniche", "land": "the Badme plain", "river": "the Mereb river", "name": "the Doha talks",
        "shortA": "Bekele", "shortB": "Tesfay", "shortE": "al-Marri",
    },
    {
        "A": "Armenia", "B": "Azerbaijan", "aA": "Armenian", "aB": "Azerbaijani", "cA": "Yerevan", "cB": "Baku",
        "lA": "Prime Minister Levon Sarkisov", "lB": "President Rustam Quliyev", "mA": "Foreign Minister Anahit Petrosyan",
        "mB": "Foreign Minister Elchin Mammadli", "sA": "cabinet spokeswoman Nare Hakobyan", "sB": "ministry spokesman Tural Hasanov",
        "M": "Switzerland", "envoy": "Swiss envoy Beat Zurbriggen", "un": "OSCE mediator Marta Kowalczyk", "city": "Geneva",
        "hall": "a villa above the lake", "land": "the Syunik corridor", "river": "the Arax river", "name": "the Geneva talks",
        "shortA": "Sarkisov", "shortB": "Quliyev", "shortE": "Zurbriggen",
    },
    {
        "A": "Serbia", "B": "Kosovo", "aA": "Serbian", "aB": "Kosovar", "cA": "Belgrade", "cB": "Pristina",
        "lA": "President Milos Radovic", "lB": "Prime Minister Arben Krasniqi", "mA": "Foreign Minister Jelena Savic",
        "mB": "Interior Minister Teuta Berisha", "sA": "presidential adviser Goran Ilic", "sB": "deputy premier Luan Hoxha",
        "M": "Norway", "envoy": "Norwegian envoy Sigrid Haugen", "un": "EU mediator Paulo Azevedo", "city": "Oslo",
        "hall": "an old customs house by the fjord", "land": "the four northern municipalities", "river": "the Ibar river",
        "name": "the Oslo talks", "shortA": "Radovic", "shortB": "Krasniqi", "shortE": "Haugen",
    },
)  # fmt: skip

BANK: dict[str, tuple[str, ...]] = {
    "speaker": lines("{lA}\n{lB}\n{mA}\n{mB}\n{sA}\n{sB}\n{envoy}\n{un}"),
    "P": lines("{A}\n{B}"),
    "cap": lines("{cA}\n{cB}"),
    "day": lines("on {weekday}\non {weekday}\non {weekday}\nlate on {weekday}\nearly on {weekday}\n{weekday} evening"),
    "n": tuple(str(n) for n in range(3, 99)),
    "hundreds": tuple(f"{n},{m}00" for n in range(1, 40) for m in (0, 2, 5, 7)),
    "said": lines(
        "said\nsaid\nsaid\ntold reporters\nannounced\ntold state television\ntold parliament\nwrote on X\ndeclared"
    ),
    # What a party does: a verb in its plain form with its object.
    "deed": lines(
        """withdraw its heavy guns from {land}
        pull {n} battalions back behind {river}
        open {n} crossing points to lorries with food
        release {n} captured officers
        hand over the bodies of {n} soldiers
        let {n} inspectors into the border garrisons
        lift the blockade of the {dir} road
        return {hundreds} families to the villages near {place}
        give up its claim to the pasture around {place}
        recognise the line drawn in {year}
        stop flights of drones over {place}
        publish the maps of its minefields around {place}
        pay {n} million dollars to the owners of burnt farms
        reopen the railway to {place}
        allow {n} observers from {M} to watch the truce
        share the water of the {place} reservoir
        disband the volunteer units at {place}
        restore electricity to {n} villages along {river}
        hold a vote on the future of {place}
        exchange ambassadors before the {season}
        suspend its complaint at the court in The Hague
        drop the charges against {n} mayors
        take down the watchtowers above {place}
        grant amnesty to {hundreds} fighters
        sell grain to the hospitals of {place} at cost
        accept a monitor at each of the {n} checkpoints
        clear the wrecks from the bridge at {place}
        register the land titles of {hundreds} refugees
        send its engineers to mend the dam at {place}
        limit its garrison at {place} to {hundreds} men"""
    ),
    "thing": lines(
        """a guarantee against attack
        patrols in the air over {land}
        {n} million dollars for housing
        radar and medical teams
        a force of {hundreds} peacekeepers
        protection of the pipeline
        loans for the rebuilding of {place}
        a court of arbitration
        satellite pictures of the ceasefire line
        treatment for the wounded of {place}"""
    ),
    "giver": lines("{M}\nthe European Union\nthe United States\nTurkey\nJapan\nthe African Union\nFrance\nCanada"),
    "dir": lines("northern\nsouthern\neastern\nwestern\ncoastal\nold\nmountain\nlower"),
    "year": tuple(str(y) for y in range(1978, 2019)),
    "season": lines("harvest\nrains\nspring thaw\nautumn sowing\nholy month\nend of the year\nelections\nwinter"),
    "place": lines(
        """Korvat\nSelime\nAdi Harut\nBrenka\nTaloshe\nMirovar\nQasha\nOlende\nPetrinik\nZurqan\nHadish\nVelmora\nNarbek\nGoresh
        Tamburi\nLascova\nEbrahat\nDorvin\nSuluk\nYarda\nKetema\nRosinje\nUlmadar\nFarsel\nBezhan\nIshtar Gol\nMonvik\nTessafa
        Vrelo\nAnguri\nShamkhal\nPorun\nLeskaj\nDebreh\nArkazi\nNizhan\nTorvald Bridge\nHimora\nCerova\nMasal"""
    ),
    "when": lines(
        """before the end of the month
        within {n} days
        once monitors are in place
        in two stages
        as soon as lists have been compared
        if the guns stay silent
        by the middle of {month}
        without waiting for a final text
        after a joint commission has met
        at the latest by {month}
        provided that the other side does the same
        under the eyes of {M}
        step by step over {n} weeks
        whatever the outcome of the next round
        after the {season}
        in return for a written pledge
        as part of a wider settlement
        unless shelling resumes"""
    ),
    "month": lines("April\nMay\nJune\nJuly\nAugust\nSeptember\nOctober"),
    "opinion": lines(
        """nobody leaves this room before the prisoners are home
        we have waited {n} years for a neighbour who keeps his word
        a map is only paper until the last mine is out of the ground
        the mothers of {place} do not ask who fired first
        this is a door, and it is open by the width of a hand
        my government will sign nothing that it cannot read aloud in the market
        trust is built with lorries, not with speeches
        we heard a new tone today, and we answered it
        the {dir} road must be safe for a child with a goat
        let them count our soldiers, we have nothing to hide
        I would rather argue for another year than bury another village
        there is no draft that does not hurt somebody at home
        every clause has a grave behind it
        we are ready to work on the list, name by name
        the water does not know on which side it rises
        peace without {place} is a house without a roof
        we asked for guarantees and were handed a brochure
        if they keep to the line, so shall we
        nothing has been agreed until the last comma is agreed
        our patience is long but it is not a treaty
        the offer on {place} is serious and we will treat it so
        somebody has to move first, and today it was us
        they spoke of {n} villages, we speak of people
        the hard part begins when the cameras go home
        we did not come to {city} for the view
        I saw the letter, and it says less than they claim
        we shall judge the promise by the harvest
        the ceasefire is a bridge of rope, do not jump on it
        our soldiers will go when theirs have gone
        this text must be approved by parliament, not by generals"""
    ),
    "where": lines(
        """as he left the hall
        in a corridor of the conference centre
        at the airport in {city}
        after a night without sleep
        in an interview with a local radio station
        during a visit to {place}
        before boarding a flight to {cap}
        in front of the delegates' bus
        at a crowded briefing
        from the steps of the ministry
        speaking through an interpreter
        over tea with journalists
        when asked about {place}
        in a video from {cap}"""
    ),
    "crowd": lines(
        """shepherds\nteachers\nwidows of soldiers\nlorry drivers\nveterans\nstudents\nfarmers\nbakers\nrefugees from {place}\nnurses
        railway workers\nmerchants\nfishermen\nbeekeepers\npriests and imams"""
    ),
    "fact": lines(
        """The two delegations [sat|talked|argued|were closeted] for {n} hours in {hall}, with [a break for prayers|one pause|two interruptions] and [another for soup|little to eat|a walk in the garden].
        [Shells|Rockets|Mortar rounds|Several missiles] [fell on|struck|hit|landed in] {place} [while the delegates were at dinner|before the session began|at about the same hour|as the cars arrived], and [at least|no fewer than|some] {n} people were [hurt|wounded|taken to hospital].
        The [draft|paper on the table|text under discussion|working document] [has|runs to|consists of|contains] {n} [articles|clauses|points], of which {n} are [still in brackets|disputed|not yet translated|marked in red].
        {crowd} [carried candles|marched|walked in silence|blew whistles] through {cap} to [ask for|demand|call for] an end to the [fighting|bloodshed|killing] around {place}.
        A [lorry with flour|convoy of wheat|tanker with diesel|train with coal] [reached|got through to|rolled into] {place} {day}, [the first in {n} weeks|after {n} hours on the road|cheered by {crowd}].
        Traders in {cap} [said|complained|reported] that the price of [sugar|onions|cooking oil|cement] had [doubled|risen by {n} percent|gone through the roof] since the {dir} road was [cut|mined|closed].
        The {aA} delegation [arrived with|brought along|counts] {n} advisers, the {aB} one [half as many|three more|hardly any|only lawyers].
        No flag [stood on|was allowed on|decorated] the table, and the [seats|chairs|name plates] were [placed|arranged|set out] in [the shape of a horseshoe|alphabetical order|two rows].
        [Delegates|Translators|Both teams|The lawyers] [disagreed over|could not settle|fell out over] the [spelling|status|exact site] of {place} for most of [the morning|the day|an hour].
        [Fighting|The war|Violence|Shelling] [over|around|for] {land} has [killed|cost the lives of|claimed] more than {hundreds} [people|civilians and soldiers|lives] since {month}.
        An earlier [truce|ceasefire|arrangement], [brokered|signed|announced] in {year}, [broke down|collapsed|was forgotten] after {n} days.
        The [annex|list|appendix] on prisoners [lists|names|holds] {hundreds} [names|men and women|entries], [many of them spelt in two ways|some of whom are believed dead|a third of them civilians].
        Officers of both armies [met|sat down|spent an afternoon] at {place} to [compare maps of the trenches|talk about signals|count the wounded|mark the line with paint].
        {M} has [hosted|arranged|paid for] {n} rounds since [the war began|the truce of {year}|last spring] and [pays for|organises|insures] the flights of both delegations.
        A [hotline|radio link|secure line] between the two general staffs was [tested|opened|switched on] {day} and [failed twice|worked for {n} minutes|stayed silent].
        The opposition in {cap} [called|labelled|mocked] the negotiators [amateurs|tourists|weaklings] and [demanded|insisted|moved] that the text be [printed|withdrawn|put to parliament].
        A bus with {n} [released prisoners|elderly villagers|wounded men] [crossed|passed|was driven over] {river} at [dawn|noon|dusk], to [drums and car horns|the tears of relatives|little notice].
        [The central bank of {P}|A university in {cap}|The treasury of {P}] [put|estimates|reckons] the [cost|damage|price] of the war [at|to be] {n} billion dollars.
        [Schools|Clinics|Bakeries|Courts] near {place} [stayed shut|did not open|worked by lamplight], since {n} [classrooms|rooms|cellars] are [full of|needed for|given over to] displaced people.
        The mediators [circulated|showed|passed round] a map on which the [disputed pasture|contested ridge|strip by the river] is [coloured grey|left blank|hatched in green].
        A quarrel about [who would enter the room first|the order of speakers|a broken microphone|a missing stamp] [delayed|held up|put back] the session by {n} minutes.
        {crowd} in {place} [told visitors|said over the phone|let it be known] that they had [heard of the talks on the radio|not slept for {n} nights|buried too many] and [expected little|hoped for bread|wanted to go home].
        [Snow|A landslide|Fog] [closed|blocked] the pass at {place}, so that the military experts [joined by video|came a day late|sent written notes].
        The two [sides|capitals|neighbours] have [not exchanged ambassadors|had no trains between them|shared no postal service] since {year}.
        [Satellite pictures|Photographs from the air|Maps seen by diplomats] [show|reveal|suggest] {n} new [trenches|gun pits|bunkers] to the [west|east|south] of {place}.
        The parliament in {cap} [voted|decided|resolved] by {n} to {n} to [let the delegation go on|put off its recess|ask for the minutes].
        A [drone|stray rocket|burning balloon] came down in [a school yard|an orchard|a car park] at {place} and [nobody has claimed it|police roped off the site|no one was hurt].
        [Aid groups|Doctors|Parish clerks] [count|have registered|look after] {hundreds} people in [tents|barns|railway cars] [along|on the banks of|not far from] {river}.
        [Bread, cable and diesel|Medicines, seed and spare parts|Blankets and stoves] are the first goods on a list of {n} that may [pass the line|be carried across|go north].
        Engineers [measured|photographed|inspected] the [cracks|leaks|sluices] in the dam at {place} and [want|ask for|need] {n} tonnes of [cement|steel|gravel].
        {P} [lost control of|gave up|was driven from] {place} in {month} and has [shelled it from the hills|sent scouts there|claimed it daily] since.
        The {aB} press [printed|published|laughed at] a list of {n} [concessions|favours|demands] that no delegate would [confirm|explain|put a name to].
        Several [drafts|versions|copies] of the map were [torn up|thrown out|corrected by hand] before the {n} points on [demining|customs|grazing rights] were [settled|read out|dropped].
        Both armies [moved fuel|brought up ammunition|rotated troops] towards {place} in the hours [before|after] the session, [monitors reported|villagers said|according to pilots].
        A choir of {crowd} from {place} [sang|prayed|stood with lanterns] outside until [the police asked them to leave|it began to rain|the lights went out].
        The line of contact runs for {n} kilometres through [orchards|vineyards|marshes|maize] that [nobody has picked|no one dares to enter|sappers have not touched] for years.
        [Most of|Half of|Nearly all of] the {hundreds} [graves|houses|wells] at {place} have been [counted|marked|photographed] by [students|volunteers|a commission] from {cap}.
        [Mobile phones|Cameras|Weapons and drinks] were [handed in at the door|banned from the hall|left in {n} numbered lockers].
        {envoy} [carried|shuttled|brought] {n} written questions from one floor to the other and came back with [answers to {n}|a shrug|new questions].
        [Insurance for|Freight on|Tolls for] lorries on the {dir} road has [risen|gone up|climbed] by {n} percent since {month}."""
    ),
    "close": lines(
        """A further round is planned for {month}.
        The talks resume in {n} days, mediators said.
        {cB} has not commented.
        Neither side would say when they meet again.
        It was the {nth} meeting since the truce collapsed.
        Nobody could be reached at the ministry in {cap}.
        A joint communique was promised and did not come.
        The next session is to deal with {place}.
        Delegates left by separate doors.
        Mediators go to {cap} next, then to {place}."""
    ),
    "nth": lines("third\nfourth\nfifth\nsixth\nseventh\neighth\nninth\ntenth"),
    "angle": lines(
        """hopes rise for prisoners\ndoubts over {place}\nthe map of {land}\nquarrel about the {dir} road\nwater of {river}
        a long night in {city}\nwhat became of the {n} villages\nguns and grain\npressure from {M}\nno deal yet on {place}
        {P} weighs an offer\nofficers meet at {place}\nthe price of a truce\n{cap} sends new men"""
    ),
    "head": lines(
        """{P} and its neighbour: {angle}
        {angle}, envoy says
        {name}: {angle}
        {cap} speaks of {angle}
        In {city}, {angle}
        {shortA} hints at movement, {angle}
        {shortB} on {angle}
        {shortE} sees {angle}"""
    ),
    "lead": lines(
        """{Pa} {modal} {deed}, {speaker} {said} {day}, after {n} hours of talks with {Pb} in {city}.
        Negotiators from {A} and {B} left {hall} in {city} {day} with a draft under which {Pa} {modal} {deed}.
        {speaker} {said} {day} that {Pa} {modal} {deed} {when}.
        With shells falling near {place}, {speaker} {said} {day} that {Pa} {modal} {deed}.
        The question of {place} held up {name} again {day}, as {speaker} insisted that {Pa} {modal} {deed}.
        Two days into {name}, {Pa} {modal} {deed} {when}, according to {speaker}.
        A promise to {deed} brought {name} back to life {day}, {speaker} {said}."""
    ),
    # What a popular site adds of its own.
    "chatter": lines(
        """But will it last this time?
        Here is what you need to know.
        Social media users were quick to react.
        So who blinked first? Nobody will say.
        It is the moment that everybody in {city} is talking about.
        Fans of diplomacy had not seen such drama since {year}.
        Scroll down for our picture gallery from {place}.
        One thing is sure: the clock is ticking.
        And the reaction at home? Mixed, to put it mildly.
        Our readers were asked: would you trust the other side?
        You will not believe what was served for lunch.
        Experts have a simple answer to that, and it is no.
        The body language told its own story, a coach for managers explained to us.
        Stay with us, for this story is moving fast.
        Oil prices shrugged and the football went on.
        A former colonel told this site that {place} is hard to hold with {n} men."""
    ),
}

# Furniture of sites, which copies bring with them.
FURNITURE = lines(
    """Subscribe to our newsletter and never miss a story.
    Follow us on WhatsApp, Telegram and X for breaking news.
    Read more: Five things to watch this week.
    This article was first published elsewhere and has been edited for style.
    All rights reserved. No part of this publication may be reproduced.
    Support independent journalism: become a member for two euros a month.
    Sign up for the Morning Briefing here.
    Also read: Weather chaos on the coast, in pictures.
    Advertisement. Story continues below.
    Share this article with your friends."""
)

# Raised, lowered: what a party is said to do, by how far it has gone.
MODALS: dict[str, tuple[str, ...]] = {
    "could": ("will", "has agreed to"),
    "would": ("will", "has agreed to"),
    "might": ("will", "has promised to"),
    "may": ("will", "has agreed to"),
    "was ready to": ("has agreed to", "will"),
    "was open to a plan to": ("has agreed to", "will"),
    "will": ("could", "may"),
    "has promised to": ("could", "may"),
    "has agreed to": ("might", "could"),
}
