"""Allocations (phân bổ): to which part of a split place each subject belongs."""
