"""What a code may hold that is no contact, and how that is called.

Called by ``payloads`` for a text that no reader of contacts takes. The patterns are tried in their
order, on the text without white space around it.
"""

import re

_CRYPTO = (
    "bitcoin|bitcoincash|litecoin|ethereum|dogecoin|dash|monero|ripple|xrpl?|cardano|solana|tron|"
    "stellar|zcash|lightning|lnurlp?|wc"
)
_PATTERNS = (
    (r"WIFI:|DPP:", "the access to a Wi-Fi network"),
    (r"BEGIN:V(?:CALENDAR|EVENT|TODO)", "a calendar event"),
    (r"otpauth(?:-migration)?:", "a one-time password secret"),
    (r"geo:|BEGIN:VGEO|maps:", "a place on the map"),
    (r"(?:sms|smsto|mms|mmsto):", "a text message"),
    (rf"(?:{_CRYPTO}):", "a crypto currency address"),
    (r"(?:bc1|tb1)[02-9ac-hj-np-z]{20,87}$|0x[0-9a-f]{40}$|(?:lnbc|lnurl1)[0-9a-z]{20,}$",
     "a crypto currency address"),
    (r"[13][1-9A-HJ-NP-Za-km-z]{25,34}$", "a crypto currency address"),
    (r"BCD\r?\n00[12]\r?\n|SPC\r?\n02|(?:upi|payto|SPD\*1|ST0001[12])\b|"
     r"000201\d\d|K:PR\|V:", "a payment order"),
    (r"LPA:1\$", "a mobile phone plan (eSIM)"),
    (r"(?:HC1:|shc:/)", "a health certificate"),
    (r"FIDO:/", "a sign-in request"),
    (r"(?:facetime|skype|sip|sips|xmpp|callto|tg|whatsapp|line|weixin|signal|sgnl):",
     "a link to a call or chat"),
    (r"(?:market|itms(?:-apps)?|intent|android-app|spotify):", "a link to an app"),
    (r"(?:javascript|data|vbscript|file):", "a link that is not opened"),
    (r"M1[A-Z /-]{20}", "a boarding pass"),
    (r"[a-z][a-z0-9+.-]{1,30}://\S|(?:magnet|urn|openpgp4fpr):\S", "a link that is no website"),
)  # fmt: skip
_KNOWN = [(re.compile(pattern, re.I), name) for pattern, name in _PATTERNS]


def name_of_refused(text: str, code_format: str = "") -> str:
    """What the text is, in words that follow “This is”: ``the access to a Wi-Fi network``."""
    text = text.strip()
    if not text:
        return "an empty code"
    if code_format.startswith(("EAN", "UPC", "ISBN")) or is_product_number(text):
        return "a product number"
    for pattern, name in _KNOWN:
        if pattern.match(text):
            return name
    return "a number" if re.fullmatch(r"[\d\s+-]+", text) else "plain text"


def is_refused(text: str) -> bool:
    """Whether the text is surely no contact, although it may look like an email or a link."""
    return any(pattern.match(text) for pattern, _ in _KNOWN)


# What opens something for whoever has it, so that it is never shown, printed or logged.
_SECRET = re.compile(
    r"(?:WIFI|DPP|otpauth|otpauth-migration|LPA|FIDO|HC1|shc|wc|lightning|lnurlp?):|lnurl", re.I
)
_NETWORK = re.compile(r"WIFI:(?:(?:[^;\\]|\\.)*;)*?S:((?:[^;\\]|\\.)*)", re.I | re.S)
_SHOWN = 3


def shown_text(text: str) -> str:
    """The text of a code as it may be shown: of a secret only what kind it is, and of a Wi-Fi
    network the first letters of its name."""
    bare = text.strip().lstrip("\ufeff")
    found = _SECRET.match(bare)
    if not found:
        return text
    network = _NETWORK.match(bare)
    return f"{found[0]}{f'S:{network[1][:_SHOWN]}' if network else ''}…"


def is_product_number(text: str) -> bool:
    """True for 8, 12, 13 or 14 digits of which the last one is right (EAN, UPC, GTIN)."""
    if not re.fullmatch(r"\d{8}|\d{12,14}", text, re.ASCII):
        return False
    weighted = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(reversed(text)))
    return weighted % 10 == 0
