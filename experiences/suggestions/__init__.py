"""What members know better about a sheet: said beside the fact, decided by editors."""
