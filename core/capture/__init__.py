"""Contacts from elsewhere than a table: vCard files of phones and mail programs, QR codes.

Everything here ends in a ``Contact``: HubSpot's properties by name, all emails and phones beside
them. Nothing is saved and nothing is fetched from the network.

    capture_file(path)            a file of any kind: contacts, texts of codes, warnings
    read_vcards(stream, Told())   a vCard file, one contact at a time
    read_codes(picture)           QR codes with their corners; find_codes_live(frame) for a camera
    parse_payload(text)           a code's text: contacts, or what it is instead
"""

from core.capture.codes import Code, FoundCodes, find_codes_live, read_codes
from core.capture.contact import Contact, is_free_mail, put_website
from core.capture.kinds import KINDS, Capture, capture_file, guess_kind, vcard_contacts
from core.capture.payloads import Payload, parse_payload
from core.capture.sources import SOURCES, Source, device_of
from core.capture.told import Told
from core.capture.vcards import parse_vcards, read_vcards

__all__ = [
    "KINDS",
    "SOURCES",
    "Capture",
    "Code",
    "Contact",
    "FoundCodes",
    "Payload",
    "Source",
    "Told",
    "capture_file",
    "device_of",
    "find_codes_live",
    "guess_kind",
    "is_free_mail",
    "parse_payload",
    "parse_vcards",
    "put_website",
    "read_codes",
    "read_vcards",
    "vcard_contacts",
]
