-- What each view was made of before that was kept beside its marks.
select begin_read_model('view', 'funds', 1, array['funds'], array[
    'hears funding.fund-opened.v1', 'hears funding.scholarship-awarded.v1']);
select begin_read_model('view', 'awards_by_fund', 1, array['awards_by_fund'], array[
    'hears funding.scholarship-awarded.v1']);
