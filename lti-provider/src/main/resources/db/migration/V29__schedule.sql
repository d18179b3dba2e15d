-- When a room's classes are planned: once, or every so many weeks on some days. Dates and times are local to the zone, so
-- that a class at ten stays at ten when the clocks change. The room's class is made by its first launch, perhaps never.
create table class_series (
  id integer primary key,
  deployment_id integer not null references deployment (id) on delete cascade,
  room_key text not null,
  -- What calendars know it by (RFC 5545 §3.8.4.7).
  uid text not null unique,
  zone text not null,
  starts_on text not null,
  starts_at text not null,
  minutes integer not null check (minutes between 1 and 1440),
  -- 'MO,WE', or '' for once; then every so many weeks, to a day or so many times.
  days text not null default '',
  every integer not null default 1 check (every between 1 and 8),
  until text,
  count integer,
  -- When the last of its classes is over, as far as the rule says; for forgetting.
  over_at integer not null,
  sequence integer not null default 0,
  changed_at integer not null
) strict;

create index class_series_by_room on class_series (deployment_id, room_key);

-- One class of a series that is cancelled or takes place at another time, by the day that the rule gives it.
create table class_series_change (
  series_id integer not null references class_series (id) on delete cascade,
  day text not null,
  -- Local date and time; null when it is cancelled.
  moved_to text,
  minutes integer check (minutes between 1 and 1440),
  primary key (series_id, day)
) strict, without rowid;

insert into class_series (deployment_id, room_key, uid, zone, starts_on, starts_at, minutes, over_at, changed_at)
  select deployment_id, room_key, lower(hex(randomblob(16))), 'UTC',
    strftime('%Y-%m-%d', starts_at / 1000, 'unixepoch'), strftime('%H:%M', starts_at / 1000, 'unixepoch'),
    max(1, min(1440, (ends_at - starts_at) / 60000)), ends_at, starts_at
  from room_schedule;

drop table room_schedule;

-- A person's calendar address of a course, as SHA-256: whoever knows it reads when the course's classes are, no more.
create table calendar_feed (
  course_id integer not null references course (id) on delete cascade,
  person_id integer not null references person (id) on delete cascade,
  token_hash blob not null unique,
  created_at integer not null,
  primary key (course_id, person_id)
) strict, without rowid;
