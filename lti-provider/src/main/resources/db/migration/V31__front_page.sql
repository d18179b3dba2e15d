-- The LMS's own front page and what it calls itself, as its launches in the deployment told (LTI Core 1.3 §5.4.2): where
-- calendars lead people who want to join. Null as long as none told.
alter table deployment add column lms_url text;
alter table deployment add column lms_name text;
