"""What may stand in a cell of a table that a spreadsheet opens."""

# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """`cell` so that no spreadsheet runs it as a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell
