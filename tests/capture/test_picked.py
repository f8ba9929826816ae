"""What the browser's contact picker hands over becomes contacts; nothing in it raises."""

from typing import Any

import pytest

from core.capture.picked import read_picked


def test_a_picked_contact() -> None:
    (contact,) = read_picked(
        [
            {
                "name": ["Zoë van der Berg"],
                "email": ["zoe@example.com", "z@example.com"],
                "tel": ["+31 6 12345678", "none"],
                "address": [{"addressLine": ["Street 1", "2nd floor"], "city": "Delft"}],
            }
        ]
    )
    assert contact.properties == {
        "firstname": "Zoë", "lastname": "van der Berg", "email": "zoe@example.com",
        "phone": "+31 6 12345678", "address": "Street 1, 2nd floor", "city": "Delft",
    }  # fmt: skip
    assert contact.emails == ["zoe@example.com", "z@example.com"]
    assert contact.warnings == ["No phone number: “none”."]


def test_a_number_is_no_name() -> None:
    (contact,) = read_picked([{"name": ["+31 6 12345678"], "tel": ["+31 6 12345678"]}])
    assert contact.properties == {"phone": "+31 6 12345678"}


@pytest.mark.parametrize(
    "picked", [None, {}, "x", [None, 3, {}, {"name": None, "email": [None], "tel": [{}]}]]
)
def test_what_is_no_contact_gives_none(picked: Any) -> None:
    assert read_picked(picked) == []
