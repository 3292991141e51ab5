"""Document (văn bản): issued by an association, a centre, an establishment or an authority."""
