-- A login by an identity provider is a token that ends with the session. One person may have several; a named token stays the only one of its name.
alter table operator_tokens
    add column login_subject varchar(512),
    add constraint operator_tokens_login_ends check (login_subject is null or expires_at is not null),
    drop constraint operator_tokens_name_key;

create unique index operator_tokens_name_key on operator_tokens (name) where login_subject is null;
create index operator_tokens_login_subject on operator_tokens (login_subject) where login_subject is not null;
