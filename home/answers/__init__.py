"""Good answers of the forum that become sheets, if their authors agree."""
