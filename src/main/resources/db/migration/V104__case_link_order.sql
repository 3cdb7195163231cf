-- The order a source case is about, so that systems which have the order, but no case, can be told.
alter table case_link add column order_number text;
