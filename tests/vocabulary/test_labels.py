"""The labels in other languages name what exists, once, in one Unicode form."""

import unicodedata
from pathlib import Path

import pytest

import core.vocabulary
from core.vocabulary import LanguageLabels, load_labels, load_object_types

OBJECT_TYPES = load_object_types()
LABELS = load_labels()
DATA_FILES = sorted(Path(core.vocabulary.__file__).parent.glob("*/*.json"))
every_language = pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)


def test_languages_and_their_names() -> None:
    assert {code: labels.name for code, labels in LABELS.items()} == {
        "nl": "Nederlands",
        "de": "Deutsch",
        "fr": "Français",
        "es": "Español",
        "pt": "Português",
        "it": "Italiano",
        "ja": "日本語",
    }
    assert all(code == labels.language for code, labels in LABELS.items())


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_data_files_are_composed_unicode(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


@every_language
def test_every_object_has_a_singular_and_a_plural(labels: LanguageLabels) -> None:
    assert list(labels.objects) == list(OBJECT_TYPES)
    assert all(one and many for one, many in labels.objects.values())


@every_language
def test_labels_are_of_properties_that_exist(labels: LanguageLabels) -> None:
    for name, properties in labels.properties.items():
        assert set(properties) <= {each.name for each in OBJECT_TYPES[name].properties}
        assert all(label.strip() == label != "" for found in properties.values() for label in found)


@every_language
def test_a_label_means_one_property_of_an_object(labels: LanguageLabels) -> None:
    for name, properties in labels.properties.items():
        meanings: dict[str, str] = {}
        for key, found in properties.items():
            for label in found:
                assert meanings.setdefault(label.casefold(), key) == key, (name, label)


@every_language
def test_labels_are_of_options_that_exist(labels: LanguageLabels) -> None:
    for name, properties in labels.options.items():
        for key, options in properties.items():
            each = OBJECT_TYPES[name].property(key)
            assert each is not None, (name, key)
            assert set(options) <= {option.value for option in each.options}, (name, key)


@every_language
def test_a_label_means_one_option_of_a_property(labels: LanguageLabels) -> None:
    """Nor may it be the English label or the value of another option."""
    for name, properties in labels.options.items():
        for key, options in properties.items():
            each = OBJECT_TYPES[name].property(key)
            assert each is not None
            meanings = {option.value.casefold(): option.value for option in each.options}
            meanings |= {option.label.casefold(): option.value for option in each.options}
            for value, found in options.items():
                for label in found:
                    assert meanings.setdefault(label.casefold(), value) == value, (name, key, label)


@pytest.mark.parametrize("name", OBJECT_TYPES)
def test_a_label_means_one_option_in_all_languages_together(name: str) -> None:
    """A cell is read with the labels of every language at once, and those of other objects."""
    for each in OBJECT_TYPES[name].properties:
        meanings: dict[str, set[str]] = {}
        for value, label in _translated_options(each.name):
            meanings.setdefault(label.lower(), set()).add(value)
        assert [label for label, values in meanings.items() if len(values) > 1] == []


def test_a_month_and_a_truth_have_one_meaning_in_all_languages_together() -> None:
    months: dict[str, set[int]] = {}
    for labels in LABELS.values():
        for number, words in enumerate(labels.months):
            for word in words:
                months.setdefault(word.lower(), set()).add(number)
    assert [word for word, numbers in months.items() if len(numbers) > 1] == []
    true = {word.lower() for labels in LABELS.values() for word in labels.true}
    assert true.isdisjoint(word.lower() for labels in LABELS.values() for word in labels.false)


@every_language
def test_nearly_everything_has_a_label(labels: LanguageLabels) -> None:
    """Better none than a wrong one, but a new property should get its labels."""
    missing = [
        f"{name}.{each.name}"
        for name, object_type in OBJECT_TYPES.items()
        for each in object_type.properties
        if not labels.properties[name].get(each.name)
    ]
    assert set(missing) <= {
        "contacts.military_status",
        "contacts.seniority",
        "emails.hs_email_headers",
    }


@every_language
def test_months_are_distinct_words_without_a_final_dot(labels: LanguageLabels) -> None:
    assert len(labels.months) == 12
    spellings = [word.casefold() for month in labels.months for word in month]
    assert len(spellings) == len(set(spellings))
    assert not any(word.endswith(".") for word in spellings)


@pytest.mark.parametrize(
    ("language", "month", "spellings"),
    [
        ("nl", 3, {"maart", "mrt"}),
        ("de", 3, {"März", "Mär", "Mrz"}),
        ("de", 1, {"Januar", "Jänner", "Jan"}),
        ("fr", 8, {"août", "aout"}),
        ("es", 9, {"septiembre", "sept", "sep"}),
        ("pt", 12, {"dezembro", "dez"}),
        ("it", 5, {"maggio", "mag"}),
        ("ja", 10, {"10月", "十月"}),
    ],
)
def test_months_have_the_common_spellings(language: str, month: int, spellings: set[str]) -> None:
    assert spellings <= set(LABELS[language].months[month - 1])


@every_language
def test_words_for_true_and_false_differ(labels: LanguageLabels) -> None:
    assert labels.true
    assert labels.false
    assert not {word.casefold() for word in labels.true} & {
        word.casefold() for word in labels.false
    }


@pytest.mark.parametrize(
    ("language", "object_name", "name", "label"),
    [
        ("nl", "contacts", "firstname", "Voornaam"),
        ("nl", "companies", "domain", "Bedrijfsdomeinnaam"),
        ("de", "contacts", "email", "E-Mail"),
        ("de", "deals", "dealstage", "Deal-Phase"),
        ("fr", "contacts", "lastname", "Nom"),
        ("fr", "tickets", "subject", "Nom du ticket"),
        ("es", "deals", "dealname", "Nombre del negocio"),
        ("pt", "contacts", "zip", "CEP"),
        ("it", "contacts", "city", "Città"),
        ("ja", "contacts", "email", "Eメール"),
        ("ja", "calls", "hs_object_id", "レコードID"),
    ],
)
def test_the_label_to_show(language: str, object_name: str, name: str, label: str) -> None:
    assert LABELS[language].properties[object_name][name][0] == label


def _translated_options(name: str) -> list[tuple[str, str]]:
    """Option value and label, wherever a property of that name has them."""
    return [
        (value, label)
        for labels in LABELS.values()
        for properties in labels.options.values()
        for value, found in properties.get(name, {}).items()
        for label in found
    ]
