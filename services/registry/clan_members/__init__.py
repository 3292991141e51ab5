"""Members of clans (thành viên dòng họ)."""
