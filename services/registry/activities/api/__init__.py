"""The counter for activities: planned, held, corrected, cancelled and withdrawn, their minutes, one
or a thousand at a time, and looked up by place and day."""
