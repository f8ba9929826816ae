"""Pages by their whole address, and clicks inside grids. The records pages and the history keep
what they show in the address."""

import json
from typing import Any

from tests.pages.visitor import Visitor


def goto(visitor: Visitor, where: str, **params: Any) -> Visitor:
    """Opens a page by an address with these parameters."""
    visitor.app.switch_page(where)
    visitor.app.query_params.clear()
    for name, value in params.items():
        visitor.app.query_params[name] = value
    return visitor.run()


def address(visitor: Visitor) -> dict[str, Any]:
    """The parameters of the address; a list where one is there several times."""
    found: dict[str, Any] = {}
    for name, value in visitor.app.query_params.items():
        single = isinstance(value, list) and len(value) == 1
        found[name] = value[0] if single else value
    return found


def click(visitor: Visitor, column: str, row: int) -> Visitor:
    """Presses the button in a row of the one grid. AppTest cannot, so this sends what a browser
    sends."""
    frame = visitor.app.dataframe[0]
    states = visitor.app._tree.get_widget_states()
    state = states.widgets.add(id=frame.proto.button_click_widgets[column])
    state.string_trigger_value.data = json.dumps({"row": row, "label": column})
    visitor.app._run(states)
    visitor._check()
    return visitor


def links(visitor: Visitor) -> dict[str, str]:
    """Label -> page and query of every link."""
    return {
        link.proto.label: f"{link.proto.page}?{link.proto.query_string}"
        for link in visitor.app.get("page_link")
    }
