"""Files of nearly as many columns as may be: memory and time do not grow with their square."""

from tests.engine.importing import Desk

COLUMNS = 900


def test_all_columns_go_through_with_little_memory(desk: Desk):
    desk.cursor.execute("set memory_limit = '500MB'")
    extra = [f"extra {place}" for place in range(COLUMNS)]
    rows = [
        [email, "=x", *(f"{email} {place}" for place in range(COLUMNS))]
        for email in ("ada@example.com", "nothing", "bob@example.com")
    ]
    table = "\n".join(",".join(row) for row in [["email", "formula", *extra], *rows])
    left_out: dict[str, str | None] = dict.fromkeys(["formula", *extra])
    result = desk.run(table, properties=left_out)
    assert result.actions == ["created", "failed", "created"]
    (failed,) = (
        (desk.store.folder(result.import_id) / "failed.csv")
        .read_text("utf-8-sig")
        .split("\n")[1:-1]
    )
    assert ",nothing,'=x,nothing 0," in failed
    assert failed.rstrip().endswith(f",nothing {COLUMNS - 1}")
