-- Batches of uses of keys that were added lately: none is added twice.

create table key_use_batches (
    name    varchar(36) primary key,
    kept_at timestamptz not null
);
