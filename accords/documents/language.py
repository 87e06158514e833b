"""Which language a text is in, by its script and the share of its commonest small words.

Each list holds words that are frequent in one language and rare in the others of the same script; no word of the
English list is a frequent word of another language here, so that names and loans do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
# Scripts without spaces between words: each character stands for a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SAMPLE = 20_000  # code points; the share is steady long before
_SHORT = 40  # words; fewer count as English (the rule: too few to judge)
# Shares of the English list as measured: 0.129 at the lowest in 294 Wikinews reports of 2019 and 2020 (40 words and
# more), 0.098 in a column of headlines, 0.021 at the highest in twenty other languages.
_ENGLISH_SHARE = 0.05
# An English report that quotes another language has far more English; a foreign page with English furniture far less.
_ENGLISH_BESIDE_OTHER = 0.6
_OTHER_SHARE = 0.05

_ENGLISH_WORDS = (
    "the of and to that with it by this from they which you were their been has would who what its into than them "
    "only other could these then such your also through years where since against says between both because while "
    "without there when how not but she said if about will his he"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_LATIN: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "de": "und der die das den dem nicht mit sich auf eine einen ist auch wird nach über sie wurde zu zum für von",
        "fr": "et les des une dans qui sur pour pas par est aux ont avec cette ses du au le été être selon leurs il",
        "es": "el los las una por con para su del que como más pero fue sobre este según también entre ha en lo",
        "pt": "não uma com os em do da dos das ao mais foi pelo pela são também um que segundo na no sobre",
        "it": "il di che gli una per con non del della dei delle sono anche nel alla più ha le stato dal secondo",
        "nl": "het een en van de niet met zijn voor dat naar ook aan wordt werd deze bij heeft door uit maar volgens",
        "sv": "och att det som på är av för med till inte har en ett den om från ska efter sig var",
        "da": "og det som på er af for med til ikke har en et den om fra skal efter sig blev også",
        "nb": "og det som på er av for med til ikke har en et den om fra skal etter seg ble også",
        "fi": "ja on ei että oli se mutta myös hän kun ovat mukaan sekä jonka tai ole joka",
        "pl": "na się że nie do jest to po przez oraz od przy dla jak który będzie także",
        "cs": "na se že je do to po pro by podle které jako byl také při jsou",
        "hu": "az és hogy nem is egy volt meg csak már szerint de ezt vagy pedig között",
        "ro": "și în de la cu pe nu să este care din pentru fost mai sau au că prin după",
        "tr": "ve bir bu için ile de da olarak daha çok gibi kadar sonra olan ancak ise ne dedi göre",
        "id": "yang dan di untuk dengan dari pada ini itu tidak akan dalam telah adalah oleh juga kepada ke bahwa",
        "vi": "và của là không có được cho trong một với các những người đã này khi về từ",
        "sw": "na ya wa kwa katika ni za la kuwa cha hiyo huo huyo pia lakini alisema hayo baada",
        "sr": "je da na se za su od sa nije ali koji bi kao ili će to što",
        "sq": "dhe të në që për me një nga se ka është nuk kjo janë si më",
        "so": "oo ka ku iyo ee uu la ay in waxaa waa ayaa ah soo",
        "ca": "el els les una amb per que del més no és dels als va ha aquest han també",
    }.items()
}
_CYRILLIC: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "uk": "і та що на в у не з до за це від як про він був є який також його але після щоб якщо",
        "ru": "и в не на что с по он как это из его но к за от для был также после которые если чтобы все у",
        "be": "і ў не на што з па ён як гэта яго але да за ад для быў таксама пасля",
        "bg": "и в на не че с за от по се са това е като към който да ще беше",
        "sr": "и у на је да се за су од са није али који би као или ће то што",
    }.items()
}
_ARABIC: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "ar": "في من على إلى أن عن مع هذا هذه التي الذي قال بعد كما لم لا ما بين وقال خلال",
        "fa": "و در به از که این را با است برای آن یک خود تا بر شد کرد های می",
        "ur": "کے کی میں ہے اور سے کا کو نے پر کہ یہ ہیں اس تھا کہا",
        "ps": "د په او چې له ته کې هم دی سره به",
    }.items()
}
_SCRIPTS = {
    "HEBREW": "he", "GREEK": "el", "HANGUL": "ko", "THAI": "th", "GEORGIAN": "ka", "ARMENIAN": "hy",
    "ETHIOPIC": "am", "DEVANAGARI": "hi", "BENGALI": "bn", "TAMIL": "ta", "MYANMAR": "my", "KHMER": "km", "LAO": "lo",
}  # fmt: skip
_NAMES = {
    "am": "Amharic", "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan",
    "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "km": "Khmer", "ko": "Korean", "lo": "Lao",
    "my": "Burmese", "nb": "Norwegian", "nl": "Dutch", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def is_english(text: str) -> bool:
    """True of English, and of every text under 40 words."""
    return detect(text) == "en"


def detect(text: str) -> str | None:
    """The ISO 639 code of the text's language, or `None` where it cannot be told; `en` under 40 words."""
    sample = text[:_SAMPLE]
    words = [word.casefold() for word in _WORD.findall(sample)]
    if len(words) + len(_UNSPACED.findall(sample)) < _SHORT:
        return "en"
    counts = Counter(words)
    english = _share(counts, _ENGLISH)
    script = _script(sample)
    if script == "LATIN":
        other, share = _best(counts, _LATIN)
        if english >= _ENGLISH_SHARE and english >= share * _ENGLISH_BESIDE_OTHER:
            return "en"
        return other if share >= _OTHER_SHARE else None
    if script == "CYRILLIC":
        return _among(counts, _CYRILLIC)
    if script == "ARABIC":
        return _among(counts, _ARABIC)
    if script in ("CJK", "HIRAGANA", "KATAKANA"):
        return "ja" if re.search(r"[\u3040-\u30ff]", sample) else "zh"
    return _SCRIPTS.get(script)


def language_name(code: str) -> str:
    return _NAMES.get(code, code)


def _share(counts: Counter[str], words: frozenset[str]) -> float:
    return sum(counts[word] for word in words) / counts.total()


def _best(counts: Counter[str], lists: dict[str, frozenset[str]]) -> tuple[str, float]:
    return max(((code, _share(counts, words)) for code, words in lists.items()), key=lambda pair: pair[1])


def _among(counts: Counter[str], lists: dict[str, frozenset[str]]) -> str | None:
    code, share = _best(counts, lists)
    return code if share >= _OTHER_SHARE else None


def _script(sample: str) -> str:
    """The script of most letters, by the first word of their Unicode names."""
    scripts: Counter[str] = Counter()
    for letter, times in Counter(sample).items():
        if letter.isalpha():
            scripts[unicodedata.name(letter, "?").split(" ")[0]] += times
    return scripts.most_common(1)[0][0] if scripts else "?"
