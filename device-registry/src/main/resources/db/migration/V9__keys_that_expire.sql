-- How many keys let nobody in any more is counted without reading all keys.

create index device_api_keys_that_expire on device_api_keys (expires_at) where expires_at is not null;
