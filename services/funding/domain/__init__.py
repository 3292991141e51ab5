"""The rules of funding. One file per aggregate."""
