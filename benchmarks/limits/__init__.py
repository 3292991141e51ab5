"""The least that anything doing this work could do: what ours is measured against."""
