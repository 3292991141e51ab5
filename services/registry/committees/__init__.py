"""Committee (ban chỉ đạo xây dựng xã hội học tập): of a place, with a standing agency."""
