"""What a recipe is called that a file could take over, and what is not the same in that file, in
words. Called by the offers of templates and earlier imports."""

from collections.abc import Sequence

from core.engine.templates.header_match import HeaderMatch
from core.engine.templates.offers import Offer
from pages.parts.plain import plain
from pages.parts.wording import count, local_time

_NAMED = 6


def offer_title(offer: Offer) -> str:
    """The template or import, with its objects, as Markdown."""
    objects = ", ".join(name.replace("_", " ") for name in offer.fitted.recipe.object_types)
    if offer.template_id is not None:
        return f"Template **{plain(offer.name)}** · {plain(objects)}"
    ended = local_time(offer.moment)
    return f"As import {offer.import_id}, **{plain(offer.name)}**, {ended} · {plain(objects)}"


def differences(offer: Offer) -> list[str]:
    """What is not the same, a sentence each, as Markdown."""
    matches = offer.fitted.matches
    same = sum(len(match.pairs) for match in matches)
    all_known = same + sum(len(match.missing) for match in matches)
    lines = [f"{same} of its {count(all_known, 'column')} are in the file."]
    for number, match in enumerate(matches, start=1):
        place = f" (file {number})" if len(matches) > 1 else ""
        lines += [f":gray[{text}{place}]" for text in _of_file(match)]
    if len(offer.fitted.recipe.files) > len(matches):
        lines.append(":gray[It is for two files; the second comes next.]")
    return lines + [f":orange[{plain(text, 200)}]" for text in offer.fitted.gone]


def _of_file(match: HeaderMatch) -> list[str]:
    lines = []
    if match.missing:
        lines.append(f"Not in this file: {_names(match.missing)}")
    if match.extra:
        lines.append(f"New in this file: {_names(match.extra)}")
    if match.renamed:
        pairs = [f"{known} is now {found}" for known, found in match.renamed]
        lines.append(f"Written differently: {_names(pairs)}")
    return lines


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(plain(name, 60) for name in names[:_NAMED])
    more = len(names) - _NAMED
    return f"{shown} and {more} more" if more > 0 else shown
