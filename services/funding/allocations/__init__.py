"""Allocations (phân bổ): to which part of a split place each fund belongs."""
