"""Lời từ chối của sổ đăng ký."""
