"""Plan (kế hoạch, chương trình năm): what an association, a centre or a committee is to do in a
year."""
