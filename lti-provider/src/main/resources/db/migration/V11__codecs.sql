-- The codec that a class's cameras and screens should use, and whether its microphones send their sound twice.
alter table class add column video text not null default 'vp8' check (video in ('vp8', 'h264'));
alter table class add column redundant_audio integer not null default 0 check (redundant_audio in (0, 1));
