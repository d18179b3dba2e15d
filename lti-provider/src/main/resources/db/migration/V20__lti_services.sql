-- What the LMS granted, space-separated; null or empty when it did not say.
alter table registration add column scopes text;
-- The school's name as a dynamic registration or an admin gave it.
alter table registration add column name text;

-- Where a course's services are, as its newest launch told (LTI Advantage).
create table course_services (
  course_id integer primary key references course (id) on delete cascade,
  -- Names and Role Provisioning Services 2.0
  memberships_url text,
  -- Assignment and Grade Services 2.0
  line_items_url text,
  line_item_scopes text not null default '',
  -- Course Groups Service 1.0
  groups_url text,
  group_sets_url text,
  -- Platform Notification Service 1.0
  notices_url text,
  updated_at integer not null
) strict;

-- Where a class's own grade column is, and the LMS's id of the link that launches it.
create table class_link (
  class_id integer primary key references class (id) on delete cascade,
  resource_link_id text not null,
  line_item_url text,
  updated_at integer not null
) strict;
