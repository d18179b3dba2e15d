-- One row for each deep linking request that a teacher answers: the page holds the token, the store its SHA-256.
create table deep_link_request (
  token_hash blob primary key,
  deployment_id integer not null references deployment (id) on delete cascade,
  course_id integer references course (id) on delete cascade,
  -- where the answer goes; never logged, an LMS may put a session's secret into it
  return_url text not null,
  -- what the LMS wants back unchanged; null when it sent none
  data text,
  multiple integer not null check (multiple in (0, 1)),
  line_item integer not null check (line_item in (0, 1)),
  new_window integer not null check (new_window in (0, 1)),
  expires_at integer not null,
  used_at integer
) strict;

create index deep_link_request_expiry on deep_link_request (expires_at);

-- Another key of a class: a deep link to a room that a link without a room of its own made first.
create table room_alias (
  deployment_id integer not null references deployment (id) on delete cascade,
  room_key text not null,
  class_id integer not null references class (id) on delete cascade,
  primary key (deployment_id, room_key)
) strict, without rowid;

-- From when to when a room's class is planned; the room's class is made by its first launch, perhaps never.
create table room_schedule (
  deployment_id integer not null references deployment (id) on delete cascade,
  room_key text not null,
  starts_at integer not null,
  ends_at integer not null check (ends_at > starts_at),
  primary key (deployment_id, room_key)
) strict, without rowid;
