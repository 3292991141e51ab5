"""The counter for members of clans."""
