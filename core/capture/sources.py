"""Where captured contacts come from: the ways of HubSpot's mobile app (specification, 12).

``SOURCES`` is the table; a further way is one more entry. Read by the engine, which saves what was
captured, by the command line and by the pages."""

from dataclasses import dataclass

DEVICE, QR, CARD = "device-contacts", "qr-code-scanner", "business-card-scanner"

# What the first drill-down of the original source says for a way of the mobile app. On any other
# machine it says what it says for every import.
ANDROID, IOS, ELSEWHERE = "MOBILE_ANDROID", "MOBILE_IOS", "IMPORT"


@dataclass(frozen=True)
class Source:
    """``name`` is the second drill-down of the original source. ``lifecycle_stage`` is what new
    contacts get where theirs is not said. ``website_from_email`` derives a missing website of new
    contacts from the domain of the email address."""

    name: str
    label: str
    lifecycle_stage: str | None = None
    website_from_email: bool = False


SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        Source(DEVICE, "Device contacts", lifecycle_stage="lead", website_from_email=True),
        Source(QR, "QR code scanner"),
        Source(CARD, "Business card scanner"),
    )
}

# By the kind of file (``KINDS``), for the command line.
SOURCE_OF_KIND = {"vcard": DEVICE, "qr": QR, "card": CARD}


def device_of(user_agent: str) -> str:
    """The first drill-down for a browser that says this of itself."""
    if "Android" in user_agent:
        return ANDROID
    return IOS if any(name in user_agent for name in ("iPhone", "iPad", "iPod")) else ELSEWHERE
