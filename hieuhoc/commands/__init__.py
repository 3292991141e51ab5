"""The commands of `hieuhoc`, one file each."""
