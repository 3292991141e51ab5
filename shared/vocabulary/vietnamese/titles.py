"""Tên các danh hiệu, as several services and the command line write them."""

TITLES: dict[str, str] = {"family": "Gia đình học tập"}
