"""Candidacies (đăng ký danh hiệu): who runs for a title, and what came of it."""
