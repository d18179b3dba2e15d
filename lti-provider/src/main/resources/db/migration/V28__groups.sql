-- Sets of groups of a course, each with where it is from: the LMS's groups service, the launches of students as they
-- enter, or a list that a teacher gave.
create table group_set (
  id integer primary key,
  course_id integer not null references course (id) on delete cascade,
  source text not null check (source in ('service', 'launch', 'list')),
  -- The source's id of it; '' for the groups that the source has outside of every set.
  external_id text not null,
  name text not null,
  as_of integer not null,
  unique (course_id, source, external_id)
) strict;

create table course_group (
  id integer primary key,
  set_id integer not null references group_set (id) on delete cascade,
  external_id text not null,
  name text not null,
  position integer not null,
  unique (set_id, external_id)
) strict;

create table group_member (
  group_id integer not null references course_group (id) on delete cascade,
  person_id integer not null references person (id) on delete cascade,
  primary key (group_id, person_id)
) strict, without rowid;

create index group_member_by_person on group_member (person_id);

-- Who is on a teacher's list and has not been in the course yet: they join their group when they are.
create table group_expected (
  group_id integer not null references course_group (id) on delete cascade,
  -- In the spelling that is compared; one of the two is ''.
  name_key text not null,
  sub text not null,
  shown text not null,
  primary key (group_id, name_key, sub)
) strict, without rowid;

-- How the asking of the LMS's groups service stands.
create table group_service (
  course_id integer primary key references course (id) on delete cascade,
  -- Of the last groups that came whole; null before the first.
  as_of integer,
  problem text
) strict;

-- Rooms that a teacher planned for the groups of their course.
create table group_plan (
  deployment_id integer not null references deployment (id) on delete cascade,
  room_key text not null,
  primary key (deployment_id, room_key)
) strict, without rowid;
