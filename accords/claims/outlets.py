"""Well-known broadcasters, papers, agencies, programmes and platforms, and how unknown ones are told by their form."""

from __future__ import annotations


def _listed(names: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in names.split("|"))


_BROADCASTERS = _listed(
    """
    ABC News | ABC | CBS News | CBS | NBC News | NBC | MSNBC | MS NOW | CNBC | CNN | CNN International |
    CNN Türk | PBS NewsHour | PBS | NPR | C-SPAN | Fox News | Fox Business | Fox | Newsmax | NewsNation |
    BBC Radio 4 | BBC Radio | BBC News | BBC World Service | BBC World | BBC Persian | BBC Arabic | BBC |
    Sky News Arabia | Sky News | Sky TG24 | ITV News | ITV | Channel 4 News | Channel 4 | Channel 5 | Channel 11 |
    Channel 12 | Channel 13 | Channel 14 | Channel One | LBC | GB News | Times Radio | RTÉ | RTE | CBC | CTV |
    Globo | TVN24 | TVP | Polsat | NHK | KBS | MBC | SBS | YTN | CCTV | CGTN | NDTV | ABC Radio | Rossiya 1 |
    Rossiya-1 | Rossiya 24 | Rossiya-24 | RT | NTV | TV Rain | Suspilne | Rada TV | Deutsche Welle | DW | ZDF |
    ARD | Deutschlandfunk | n-tv | RTL | ORF | SRF | RTS | TF1 | LCI | BFMTV | BFM TV | BFM | France 24 |
    France 2 | France Info | franceinfo | France Inter | Europe 1 | RFI | RMC | RAI | Rai | Rai 1 | La7 | RTVE |
    TVE | Cadena SER | Cadena Ser | RTP | SIC | NOS | NRK | SVT | DR | Yle | YLE | ERR | LRT | LSM | ERT |
    Al Jazeera | Al-Jazeera | Al Arabiya | Al-Arabiya | Al Mayadeen | Al-Mayadeen | Al Manar | Al-Manar |
    Al Masirah | Al-Masirah | Al Hadath | Al-Hadath | Al Jadeed | Al Araby | Al-Araby | Al Qahera News |
    Press TV | IRIB | Kan | Reshet Bet | Army Radio | TRT World | TRT | Habertürk | TOLOnews | TOLO News |
    Tolo News | Ariana News | Geo News | Dawn News | Caracol Radio | Caracol | Blu Radio | RCN | Telesur |
    teleSUR | RTK | Klan Kosova | N1 | Radio Free Europe/Radio Liberty | Radio Free Europe | Radio Liberty |
    RFE/RL | RFERL | Voice of America | VOA | Radio Free Asia | Radio Okapi | Radio Tamazuj | Dabanga
    """
)

_AGENCIES = _listed(
    """
    Reuters | Agence France-Presse | Agence France Presse | AFP | The Associated Press | Associated Press | AP |
    Bloomberg TV | Bloomberg Television | Bloomberg News | Bloomberg | United Press International | UPI | TASS |
    Tass | ITAR-TASS | RIA Novosti | RIA | Interfax-Ukraine | Interfax | Ukrinform | UNIAN | Anadolu Agency |
    Anadolu | IRNA | ISNA | Tasnim | Fars | Mehr | Nour News | Xinhua | Kyodo News | Kyodo | Yonhap | KCNA | dpa |
    DPA | ANSA | EFE | Efe | Lusa | PAP | BTA | Tanjug | Hina | SANA | WAFA | MENA | SPA | Petra | QNA | WAM |
    PTI | ANI | APA | Armenpress | Azertac | Sputnik | Belta | Antara | Agerpres | CNA
    """
)

_PAPERS = _listed(
    """
    The New York Times | New York Times | NYT | The Wall Street Journal | Wall Street Journal | WSJ |
    The Washington Post | Washington Post | USA Today | Los Angeles Times | The Atlantic | The New Yorker |
    New York Post | Politico | POLITICO | Axios | The Hill | Semafor | Time magazine | TIME | Time | Newsweek |
    Foreign Affairs | Foreign Policy | The Guardian | Guardian | The Observer | The Times | The Sunday Times |
    Sunday Times | The Daily Telegraph | The Telegraph | Daily Telegraph | The Independent | Daily Mail |
    The Sun | The Economist | Economist | Financial Times | The Irish Times | Irish Times | The Globe and Mail |
    Globe and Mail | Le Monde | Le Figaro | Libération | Le Parisien | Les Echos | L'Express | Le Point |
    Der Spiegel | Spiegel | Die Zeit | Die Welt | Bild | Tagesspiegel | Handelsblatt | Süddeutsche Zeitung |
    Frankfurter Allgemeine Zeitung | Frankfurter Allgemeine | Neue Zürcher Zeitung | NZZ | Der Standard |
    Die Presse | Corriere della Sera | La Repubblica | La Stampa | Il Sole 24 Ore | El País | El Pais | El Mundo |
    ABC | La Vanguardia | El Tiempo | El Espectador | Semana | Público | Expresso | De Standaard | De Telegraaf |
    NRC | Politiken | Aftenposten | Dagens Nyheter | Helsingin Sanomat | Postimees | Delfi | Gazeta Wyborcza |
    Rzeczpospolita | Kathimerini | Ta Nea | Hürriyet | Hurriyet | Sabah | Cumhuriyet | Milliyet | Kommersant |
    Izvestia | Vedomosti | Novaya Gazeta | Meduza | RBC | Komsomolskaya Pravda | The Moscow Times |
    Kyiv Independent | The Kyiv Independent | Kyiv Post | Ukrainska Pravda | European Pravda | Haaretz |
    Ha'aretz | Ynet | Yedioth Ahronoth | Yediot Ahronot | Maariv | Israel Hayom | The Jerusalem Post |
    Jerusalem Post | The Times of Israel | Times of Israel | Asharq al-Awsat | Asharq Al-Awsat | Al-Ahram |
    Al Ahram | An-Nahar | Al-Akhbar | The National | Dawn | The Hindu | The Times of India | Times of India |
    Hindustan Times | The Indian Express | Indian Express | South China Morning Post | Global Times |
    People's Daily | Nikkei Asia | Nikkei | Asahi Shimbun | Yomiuri Shimbun | Chosun Ilbo | Hankyoreh |
    The Korea Herald | Korea Herald | The Straits Times | The Jakarta Post | Jakarta Post | Kompas | Blic |
    Politika | Danas | Koha Ditore | Koha | Euronews | EUobserver | Euractiv | Al-Monitor | Middle East Eye
    """
)

# Names that are an outlet wherever they stand; a leading "the" belongs to the sentence, unless the name has it.
OUTLETS = _BROADCASTERS + _AGENCIES + _PAPERS

PLATFORMS = _listed(
    """
    Truth Social | Twitter | Telegram | Facebook | Instagram | YouTube | TikTok | WhatsApp | Weibo | WeChat |
    Bluesky | Mastodon | Threads | LinkedIn | VKontakte | VK | Substack | Medium | Signal | Reddit | Twitch |
    Rumble | Clubhouse | X
    """
)

PROGRAMMES = _listed(
    """
    Meet the Press | State of the Union | Face the Nation | This Week | Fox News Sunday | Fox & Friends |
    Fox and Friends | 60 Minutes | Good Morning America | Special Report | Situation Room | The Situation Room |
    Morning Joe | Hannity | Newsnight | HARDtalk | Hardtalk | Today | The World at One | Panorama |
    Question Time | The Daily Show | Newsmakers | Amanpour | Squawk Box | The View | Power & Politics |
    Anne Will | Maischberger | Frontline | Nightline | The Today Show | Sunday with Laura Kuenssberg |
    Sunday Morning Futures
    """
)

# The last word of a name that is an outlet by its form ("the Harbour Gazette").
LAST_WORDS = _listed(
    """
    News | Radio | Television | TV | Times | Post | Herald | Tribune | Gazette | Observer | Journal | Courier |
    Broadcasting | Newswire | Wire | Dispatch | Chronicle | Mail | Telegraph | FM | Bulletin | Sentinel |
    Examiner | Inquirer | Ledger | Register | Advertiser | Mirror | Argus | Monitor | Weekly | Review | Daily |
    Echo | Star | Press | Channel | Zeitung | Pravda | Record | Standard | News Agency | Press Agency | Gazeta |
    Today
    """
)

# Words that say what a name is when they stand before or after it: "the daily X", "X newspaper".
KINDS = _listed(
    """
    news agency | state news agency | press agency | newspaper | paper | daily | weekly | magazine | broadcaster |
    public broadcaster | state broadcaster | television channel | television station | television network |
    TV channel | TV station | TV network | news channel | news network | news site | news website |
    radio station | radio | television | TV | channel | network | station | website | portal | news portal |
    outlet | news outlet | tabloid | journal | podcast | wire service | newswire | show | programme | program
    """
)
