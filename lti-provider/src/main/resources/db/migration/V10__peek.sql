-- Whether hosts may look into breakout rooms without being seen there. Off: a school that wants it says so.
alter table class add column peek integer not null default 0 check (peek in (0, 1));
