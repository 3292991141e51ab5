-- What the view was made of before that was kept beside its marks.
select begin_read_model('view', 'deliveries', 1, array['deliveries'], array[
    'hears notifications.delivery-accepted.v1', 'hears notifications.delivery-rejected.v1',
    'hears notifications.delivery-requested.v1']);
