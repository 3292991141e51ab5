-- Whom a list of another service named is kept for some time although no fact of ours refers to
-- them: until which day. Null: they are kept for nobody else.
alter table people add column kept_until date;
