"""Label words on cards: which word in front of a number, an address or a name says what it is.

    split_label("Mobiel: 06 1234") -> ("mobilephone", "06 1234")

The words are in ``words/labels.txt``. Called by the finders of phones, emails and websites.
"""

import re
from functools import cache

from core.capture.cards.words import load_sections

PHONE, MOBILE, FAX, NUMBER = "phone", "mobilephone", "fax", "number"
EMAIL, WEBSITE, ADDRESS = "email", "website", "address"

# NUMBER is a number that nobody is called on.
ALL = (PHONE, MOBILE, FAX, NUMBER, EMAIL, WEBSITE, ADDRESS)
_NUMBERS = (PHONE, MOBILE, FAX, NUMBER)

_LETTER = r"A-Za-zÀ-ÖØ-öø-ɏ"


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in load_sections("labels").items() for word in words}


@cache
def _alternatives(kinds: tuple[str, ...]) -> str:
    words = [word for kind in kinds for word in load_sections("labels")[kind]]
    words.sort(key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\.", r"\.?") for word in words)


@cache
def _last_label() -> re.Pattern[str]:
    """A label at the end of what stands before a number; "Tel/Fax" and "Tel. & Fax" are two."""
    word = rf"(?:{_alternatives(_NUMBERS)})"
    return re.compile(
        rf"(?<![{_LETTER}])({word})\.?((?:\s*[/&+|,]\s*|\s+(?:and|und|en|et|y|e)\s+|[\s-]+)"
        rf"(?:{word})\.?)*(?:\s*(?:no|nr|nº|n°|number|nummer|#|℡|☎)\.?)?[\s:.)\]>|/=*•·~-]*$",
        re.I,
    )


@cache
def _first_label() -> re.Pattern[str]:
    word = rf"(?:{_alternatives(_NUMBERS)})"
    return re.compile(rf"^[\s:.(\[<|/*•·–-]*({word})(?![{_LETTER}])[\s.)\]]*", re.I)


# "Registered in England No. ", "BTW BE ": more words stand between the label and the number.
_REGISTER = re.compile(
    r"\b(?:regist\w+|reg|vat|btw|tva|mwst|ust|company no|licen[cs]e\w*)\b[^\d+]{0,30}$", re.I
)


def label_before(text: str) -> list[str]:
    """The kinds of the labels at the end of a text, in order; empty where there is none."""
    found = _last_label().search(text)
    kinds = _kinds_in(found[0]) if found else []
    return [NUMBER] if not kinds and _REGISTER.search(text) else kinds


def label_behind(text: str) -> list[str]:
    """The kind of the label that a text begins with."""
    found = _first_label().search(text)
    return _kinds_in(found[1]) if found else []


def _kinds_in(text: str) -> list[str]:
    words = re.findall(rf"[{_LETTER}][{_LETTER}.-]*#?", text)
    known = _kinds()
    kinds = []
    for word in words:
        word = word.lower()
        bare = word.strip(".-#")
        kind = known.get(word) or known.get(bare) or known.get(word.replace(".", ""))
        if kind and kind not in kinds:
            kinds.append(kind)
    return kinds


def only_label(text: str) -> list[str]:
    """The kinds where the whole text is a label: ``Tel.:``, ``Mobile``; else empty."""
    words = re.findall(rf"[{_LETTER}][{_LETTER}.-]*", text)
    if not words or len(words) > 3 or any(c.isdigit() for c in text):
        return []
    known = _kinds()
    kinds = [known.get(w.lower().strip(".-")) or known.get(w.lower()) for w in words]
    return [kind for kind in kinds if kind] if all(kinds) else []


@cache
def _glued() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![{_LETTER}\d@.])(?:{_alternatives((EMAIL, WEBSITE, ADDRESS))})"
        rf"(?:\s*[:|=>]+\s*|\s*$|\.\s*$)",
        re.I,
    )


# What forms and templates write in front of a name, a title, a firm.
_ROLE = re.compile(
    r"^(?:name|naam|nom|nombre|nome|title|job title|position|function|functie|funktion|fonction|"
    r"cargo|puesto|ruolo|company|firma|bedrijf|empresa|société|azienda|contact(?: person)?|"
    r"contactpersoon|(?:ihre?r? )?ansprechpartner(?:in)?|uw contactpersoon|kontakt|attn)\s*:\s*",
    re.I,
)


def without_role(text: str) -> str:
    """The text without a label such as ``Name:`` or ``Position:`` in front."""
    return _ROLE.sub("", text, count=1)


def without_labels(text: str) -> str:
    """The text without the labels of emails, websites and addresses: ``Web:`` -> ````. A label
    has a colon behind it or nothing: "Online Marketing" begins with none."""
    return " ".join(_glued().sub(" ", text).split())
