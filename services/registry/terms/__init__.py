"""Term (nhiệm kỳ): who leads an association, a board, a committee or a chapter, and how long."""
