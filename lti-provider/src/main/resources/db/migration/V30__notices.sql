-- The class whose settings this one began with, in a copied course.
alter table class add column copied_from integer references class (id) on delete set null;

-- What a course was copied from, as its LMS told by a notice or a launch: ids of courses that it may no longer have.
create table course_origin (
  course_id integer not null references course (id) on delete cascade,
  context_id text not null,
  -- 0 for the nearest.
  position integer not null,
  primary key (course_id, context_id)
) strict, without rowid;

-- Notices that were taken, so that none has its effect twice. The hash is of the LMS's id of the notice.
create table notice (
  registration_id integer not null references registration (id) on delete cascade,
  id_hash blob not null,
  at integer not null,
  primary key (registration_id, id_hash)
) strict, without rowid;

create index notice_by_time on notice (at);

-- How the asking for notices stands with each tenant's LMS (Platform Notification Service 1.0).
create table notice_handler (
  deployment_id integer primary key references deployment (id) on delete cascade,
  service_url text not null,
  -- Null before the first time that the LMS took our address.
  asked_at integer,
  tries integer not null default 0,
  next_try_at integer not null default 0,
  problem text
) strict;
