-- A token may have an end.

alter table operator_tokens
    add column expires_at timestamptz,
    add constraint operator_tokens_expiry_after_creation check (expires_at > created_at);
