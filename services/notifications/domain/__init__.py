"""The rules of notifications. One file per aggregate."""
