-- How Cumulocity is reached: one row at most. A client needs its secrets, so they are kept as they are and never answered.

create table cumulocity_settings (
    only_one             boolean     primary key default true check (only_one),
    host                 varchar(255) not null,
    port                 integer     not null check (port between 1 and 65535),
    tls                  boolean     not null,
    username             varchar(200) not null,
    password             varchar(1000) not null,
    trusted_certificates text        not null default '',
    client_certificate   text        not null default '',
    client_key           text        not null default '',
    messages_per_second  integer     not null check (messages_per_second between 0 and 100000),
    changed_at           timestamptz not null
);
